//! A lock for one run at a time in a folder. The system releases it when the process ends, also
//! when it is killed.

use std::fs::File;
use std::path::Path;

use crate::terminal::note;

/// A folder that no other run reads or writes.
#[derive(Debug)]
pub(crate) struct Lock {
    /// Closing it unlocks the folder.
    _held: File,
}

impl Lock {
    /// Locks a folder; reports it if another run holds the lock, and waits. `None` if the file
    /// system has no locks: the run goes on without one.
    pub(crate) fn folder(folder: &Path) -> Option<Self> {
        let waiting = || {
            let folder = folder.display();
            note(&format!(
                "{folder}: another run is at work here; waiting for its end\n"
            ));
        };
        let held = system::lock(folder, &waiting)?;
        Some(Self { _held: held })
    }
}

/// Locks the folder itself, so that no lock file is left behind.
#[cfg(unix)]
mod system {
    use std::fs::File;
    use std::path::Path;

    use rustix::fs::{FlockOperation, flock};
    use rustix::io::Errno;

    pub(super) fn lock(folder: &Path, waiting: &dyn Fn()) -> Option<File> {
        let file = File::open(folder).ok()?;
        let mut locked = flock(&file, FlockOperation::NonBlockingLockExclusive);
        if locked == Err(Errno::WOULDBLOCK) {
            waiting();
            while {
                locked = flock(&file, FlockOperation::LockExclusive);
                locked == Err(Errno::INTR)
            } {}
        }
        locked.ok().map(|()| file)
    }
}

/// Windows locks no folders: this locks a file that only one process can open, and that the system
/// removes when it is closed.
#[cfg(windows)]
mod system {
    use std::fs::{File, OpenOptions};
    use std::os::windows::fs::OpenOptionsExt as _;
    use std::path::Path;
    use std::thread;
    use std::time::Duration;

    const GENERIC_WRITE_AND_DELETE: u32 = 0x4001_0000;
    const FILE_FLAG_DELETE_ON_CLOSE: u32 = 0x0400_0000;
    const ERROR_SHARING_VIOLATION: i32 = 32;

    pub(super) fn lock(folder: &Path, waiting: &dyn Fn()) -> Option<File> {
        let mut options = OpenOptions::new();
        options
            .write(true)
            .create(true)
            .access_mode(GENERIC_WRITE_AND_DELETE)
            .share_mode(0)
            .custom_flags(FILE_FLAG_DELETE_ON_CLOSE);
        let mut is_noted = false;
        loop {
            match options.open(folder.join(".regen-lock")) {
                Ok(file) => return Some(file),
                Err(error) if error.raw_os_error() == Some(ERROR_SHARING_VIOLATION) => {
                    if !std::mem::replace(&mut is_noted, true) {
                        waiting();
                    }
                    thread::sleep(Duration::from_millis(20));
                }
                Err(_) => return None,
            }
        }
    }
}

#[cfg(not(any(unix, windows)))]
mod system {
    use std::fs::File;
    use std::path::Path;

    pub(super) fn lock(_: &Path, _: &dyn Fn()) -> Option<File> {
        None
    }
}
