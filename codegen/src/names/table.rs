//! The tables of `names.toml`.

/// The tables of exceptions and patterns, by what they name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Table {
    Resources,
    Operations,
    Schemas,
    Parameters,
    Properties,
    Variants,
    Modules,
    Actors,
    Servers,
    Words,
}

impl Table {
    pub(super) const ALL: [Self; 10] = [
        Self::Resources,
        Self::Operations,
        Self::Schemas,
        Self::Parameters,
        Self::Properties,
        Self::Variants,
        Self::Modules,
        Self::Actors,
        Self::Servers,
        Self::Words,
    ];

    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Resources => "resources",
            Self::Operations => "operations",
            Self::Schemas => "schemas",
            Self::Parameters => "parameters",
            Self::Properties => "properties",
            Self::Variants => "variants",
            Self::Modules => "modules",
            Self::Actors => "actors",
            Self::Servers => "servers",
            Self::Words => "words",
        }
    }

    /// Patterns need no reason.
    pub(super) const fn patterns(self) -> bool {
        matches!(self, Self::Resources | Self::Schemas)
    }
}
