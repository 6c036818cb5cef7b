//! TLS and proxies. What is in the environment holds for a whole process, so each case runs in one of
//! its own: this test again, as a child.

use std::env;
use std::fs;
use std::io::{self, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::thread;

use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use stytch_b2b::{Client, ErrorKind};

/// What a child is to call, by way of `Client::builder`.
pub(crate) const ADDRESS: &str = "TEST_ADDRESS";
/// What it gives to `proxy`; `-` stands for `no_proxy`.
const PROXY: &str = "TEST_PROXY";

const ANSWER: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}";

struct Case {
    name: &'static str,
    environment: &'static [(&'static str, &'static str)],
    proxy: Option<&'static str>,
    /// How the call ends.
    ends: &'static str,
    /// What begins the first bytes that the proxy gets.
    proxy_gets: Option<&'static str>,
}

/// `PROXY` and `SERVER` stand for addresses, and the proxy knows the user `me` with `p@ss`.
const CASES: [Case; 12] = [
    Case {
        name: "none",
        environment: &[],
        proxy: None,
        ends: "ok",
        proxy_gets: None,
    },
    Case {
        name: "HTTPS_PROXY",
        environment: &[("HTTPS_PROXY", "http://me:p%40ss@PROXY")],
        proxy: None,
        ends: "ok",
        proxy_gets: Some("CONNECT localhost:"),
    },
    Case {
        name: "https_proxy",
        environment: &[("https_proxy", "me:p%40ss@PROXY")],
        proxy: None,
        ends: "ok",
        proxy_gets: Some("CONNECT localhost:"),
    },
    Case {
        name: "ALL_PROXY",
        environment: &[("ALL_PROXY", "http://me:p%40ss@PROXY")],
        proxy: None,
        ends: "ok",
        proxy_gets: Some("CONNECT localhost:"),
    },
    Case {
        name: "without credentials",
        environment: &[("HTTPS_PROXY", "http://PROXY")],
        proxy: None,
        ends: "connect",
        proxy_gets: Some("CONNECT localhost:"),
    },
    Case {
        name: "SOCKS",
        environment: &[("ALL_PROXY", "socks5h://PROXY")],
        proxy: None,
        ends: "ok",
        proxy_gets: Some("\u{5}"),
    },
    Case {
        name: "TLS to the proxy",
        environment: &[("HTTPS_PROXY", "https://PROXY")],
        proxy: None,
        ends: "connect",
        proxy_gets: Some("\u{16}"),
    },
    Case {
        name: "NO_PROXY",
        environment: &[("HTTPS_PROXY", "http://PROXY"), ("NO_PROXY", "localhost")],
        proxy: None,
        ends: "ok",
        proxy_gets: None,
    },
    Case {
        name: "HTTP_PROXY is not for https",
        environment: &[("HTTP_PROXY", "http://PROXY")],
        proxy: None,
        ends: "ok",
        proxy_gets: None,
    },
    Case {
        name: "proxy()",
        environment: &[("NO_PROXY", "localhost")],
        proxy: Some("http://me:p%40ss@PROXY"),
        ends: "ok",
        proxy_gets: Some("CONNECT localhost:"),
    },
    Case {
        name: "no_proxy()",
        environment: &[("HTTPS_PROXY", "http://PROXY")],
        proxy: Some("-"),
        ends: "ok",
        proxy_gets: None,
    },
    Case {
        name: "proxy() that is none",
        environment: &[],
        proxy: Some("ftp://me:p%40ss@PROXY"),
        ends: "configuration",
        proxy_gets: None,
    },
];

#[test]
fn https_goes_through_the_proxy_that_is_said() {
    if let Ok(address) = env::var(ADDRESS) {
        return child(address);
    }
    let (server, certificate) = https();
    let folder = env::temp_dir().join(format!("stytch-b2b-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let file = folder.join("certificate.pem");
    fs::write(&file, certificate).unwrap();
    for Case {
        name,
        environment,
        proxy,
        ends,
        proxy_gets,
    } in CASES
    {
        let proxy_server = Proxy::start();
        let fill = |text: &str| text.replace("PROXY", &proxy_server.address);
        let mut process = this_again();
        process
            .env(ADDRESS, format!("https://{server}"))
            .env("SSL_CERT_FILE", &file);
        for (variable, value) in environment {
            process.env(variable, fill(value));
        }
        if let Some(proxy) = proxy {
            process.env(PROXY, fill(proxy));
        }
        let output = process.output().unwrap();
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(
            text.contains(&format!("it ends: {ends}")),
            "{name}: {text}\n{output:?}"
        );
        assert!(
            !text.contains("p@ss") && !text.contains("p%40ss"),
            "{name}: {text}"
        );
        let got = proxy_server.got();
        match proxy_gets {
            Some(beginning) => assert!(got.starts_with(beginning), "{name}: {got:?}"),
            None => assert_eq!(got, "", "{name}"),
        }
        // The API's credentials are for the API.
        assert!(
            !got.contains("\r\nAuthorization") && !got.contains("\r\nauthorization"),
            "{name}: {got}"
        );
    }
    fs::remove_dir_all(folder).unwrap();
}

/// What is not encrypted stays on this machine, with the project's secret in it.
#[test]
fn http_goes_through_no_proxy() {
    if let Ok(address) = env::var(ADDRESS) {
        return child(address);
    }
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let server = listener.local_addr().unwrap();
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            response(&mut stream);
        }
    });
    for variable in [
        "HTTP_PROXY",
        "http_proxy",
        "HTTPS_PROXY",
        "ALL_PROXY",
        PROXY,
    ] {
        let proxy = Proxy::start();
        let mut process = this_again();
        process.env(ADDRESS, format!("http://{server}"));
        process.env(variable, format!("http://{}", proxy.address));
        let output = process.output().unwrap();
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(text.contains("it ends: ok"), "{variable}: {text}");
        assert_eq!(proxy.got(), "", "{variable}");
    }
}

/// This test in a process of its own, without the proxies of this environment.
pub(crate) fn this_again() -> Command {
    let mut process = Command::new(env::current_exe().unwrap());
    let name = thread::current().name().unwrap().to_owned();
    process.args(["--exact", &name, "--nocapture"]);
    for variable in ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"] {
        process
            .env_remove(variable)
            .env_remove(variable.to_lowercase());
    }
    process
}

pub(crate) fn child(address: String) {
    let builder = Client::builder()
        .project_id("project-test-1")
        .secret("secret-test-1")
        .without_retries()
        .base_url(address);
    let builder = match env::var(PROXY).as_deref() {
        Ok("-") => builder.no_proxy(),
        Ok(proxy) => builder.proxy(proxy),
        Err(_) => builder,
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let call = async {
        let client = builder.build()?;
        let _ = client.sessions().revoke().member_id("m").await;
        client.sessions().revoke().member_id("m").await
    };
    let ends = match runtime.block_on(call) {
        Ok(_) => "ok".to_owned(),
        Err(error) => {
            let kind = match error.kind() {
                // It is about what is in the response, which came.
                ErrorKind::Decode(_) => "ok",
                ErrorKind::Connect => "connect",
                ErrorKind::Configuration { .. } => "configuration",
                _ => "otherwise",
            };
            format!("{kind} {error} {error:?}")
        }
    };
    println!("it ends: {ends}");
}

/// The settings of a server with a certificate for `localhost`, and that certificate.
pub(crate) fn certified(protocol: &str) -> (Arc<ServerConfig>, String) {
    let own = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let key = PrivatePkcs8KeyDer::from(own.signing_key.serialize_der());
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![own.cert.der().clone()], PrivateKeyDer::from(key))
        .unwrap();
    config.alpn_protocols = vec![protocol.as_bytes().to_vec()];
    (Arc::new(config), own.cert.pem())
}

/// A server: its address, and its certificate.
fn https() -> (String, String) {
    let (config, certificate) = certified("http/1.1");
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let session = ServerConnection::new(config.clone()).unwrap();
            thread::spawn(move || response(&mut StreamOwned::new(session, stream)));
        }
    });
    (format!("localhost:{port}"), certificate)
}

fn response(stream: &mut (impl Read + Write)) {
    let mut request = [0; 4096];
    while stream.read(&mut request).is_ok_and(|length| length > 0) {
        let _ = stream.write_all(ANSWER);
        let _ = stream.flush();
    }
}

/// A proxy for one connection.
struct Proxy {
    address: String,
    got: Arc<Mutex<String>>,
}

impl Proxy {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let got = Arc::new(Mutex::new(String::new()));
        let seen = got.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let _ = serve(stream, &seen);
            }
        });
        Self { address, got }
    }

    fn got(&self) -> String {
        self.got.lock().unwrap().clone()
    }
}

fn serve(mut stream: TcpStream, seen: &Mutex<String>) -> io::Result<()> {
    let mut bytes = [0; 4096];
    let length = stream.read(&mut bytes)?;
    let text = String::from_utf8_lossy(&bytes[..length]).into_owned();
    seen.lock().unwrap().push_str(&text);
    if let Some(target) = text.strip_prefix("CONNECT ") {
        // `me:p@ss` in base64.
        if !text.contains("Proxy-Authorization: Basic bWU6cEBzcw==\r\n") {
            return stream.write_all(b"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n");
        }
        let target = TcpStream::connect(target.split(' ').next().unwrap_or_default())?;
        stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n")?;
        return relay(stream, target);
    }
    if bytes[0] == 5 {
        stream.write_all(&[5, 0])?;
        // VER, CMD, RSV, ATYP 3, length, name, port.
        let length = stream.read(&mut bytes)?;
        let (name, port) = bytes[5..length].split_at(usize::from(bytes[4]));
        let name = String::from_utf8_lossy(name).into_owned();
        let target = TcpStream::connect((name, u16::from_be_bytes([port[0], port[1]])))?;
        stream.write_all(&[5, 0, 0, 1, 127, 0, 0, 1, 0, 0])?;
        return relay(stream, target);
    }
    Ok(())
}

/// Carries bytes both ways until both sides are done.
fn relay(mut one: TcpStream, mut two: TcpStream) -> io::Result<()> {
    let (mut one_again, mut two_again) = (one.try_clone()?, two.try_clone()?);
    thread::spawn(move || io::copy(&mut one_again, &mut two_again));
    io::copy(&mut two, &mut one).map(drop)
}
