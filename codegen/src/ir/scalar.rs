//! Scalars: all that is known of each, in one table. Code that needs to know something of a scalar
//! asks here.

/// What is known of a scalar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    /// Its Rust type, by its full path in the SDK; where it has arguments, by theirs as well.
    pub rust: &'static str,
    /// What its values are on the wire.
    pub form: Form,
    /// The values of `format` that a schema of that form has it for. Without one of those, a schema
    /// has the default of its form.
    pub formats: &'static [&'static str],
    /// Whether a value can be a credential.
    pub secrecy: Secrecy,
    /// How callers give a value.
    pub given: Given,
    /// The literals that callers can give.
    pub literal: Literal,
    /// How a value becomes the string that a path, a header or a cookie takes.
    pub string: AsString,
}

/// What values are on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// `true` or `false`.
    Boolean,
    /// A number without a fraction.
    Integer,
    /// A number.
    Number,
    /// A string.
    String,
    /// Bytes, which only a whole body can be.
    Bytes,
}

/// Whether a value can be a credential.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Secrecy {
    /// It is one.
    Secret,
    /// The description has to say so.
    Undecided,
    /// It is none.
    Never,
}

/// How callers give a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Given {
    /// As it is.
    Itself,
    /// As anything that converts to it.
    Into,
}

/// A literal of Rust.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Literal {
    /// None.
    None,
    /// `true` or `false`.
    Boolean,
    /// `1`.
    Integer,
    /// `1.0`.
    Float,
    /// `"a"`, whose type is `&str`.
    String,
}

/// How a value becomes a string.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AsString {
    /// It is one.
    Itself,
    /// By `expose_secret`.
    Exposed,
    /// By the runtime's `rfc3339`.
    Timestamp,
    /// By `to_string`.
    Displayed,
}

macro_rules! scalars {
    ($($(#[doc = $doc:literal])* $name:ident = $facts:expr;)*) => {
        /// A value that is not made of others.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Scalar {
            $($(#[doc = $doc])* $name,)*
        }

        impl Scalar {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// What is known of it.
            pub const fn facts(self) -> Facts {
                match self {
                    $(Self::$name => $facts,)*
                }
            }
        }
    };
}

scalars! {
    /// `bool`.
    Bool = Facts {
        rust: "bool",
        form: Form::Boolean,
        formats: &[],
        secrecy: Secrecy::Never,
        given: Given::Itself,
        literal: Literal::Boolean,
        string: AsString::Displayed,
    };
    /// `i32`.
    I32 = integer("i32", &["int32", "int16", "int8", "uint8", "uint16"]);
    /// `i64`, the default of integers.
    I64 = integer("i64", &["int64"]);
    /// `u32`.
    U32 = integer("u32", &["uint32"]);
    /// `u64`.
    U64 = integer("u64", &["uint64"]);
    /// `f32`.
    F32 = float("f32", &["float"]);
    /// `f64`, the default of numbers.
    F64 = float("f64", &["double"]);
    /// `String`, the default of strings.
    String = Facts {
        rust: "String",
        form: Form::String,
        formats: &[],
        secrecy: Secrecy::Undecided,
        given: Given::Into,
        literal: Literal::String,
        string: AsString::Itself,
    };
    /// A string that is redacted: what `x-secret` makes of one.
    Secret = Facts {
        rust: "crate::runtime::Secret",
        form: Form::String,
        formats: &[],
        secrecy: Secrecy::Secret,
        given: Given::Into,
        literal: Literal::String,
        string: AsString::Exposed,
    };
    /// A timestamp.
    DateTime = Facts {
        rust: "chrono::DateTime<chrono::FixedOffset>",
        form: Form::String,
        formats: &["date-time"],
        secrecy: Secrecy::Never,
        given: Given::Into,
        literal: Literal::None,
        string: AsString::Timestamp,
    };
    /// Bytes.
    Binary = Facts {
        rust: "crate::runtime::Binary",
        form: Form::Bytes,
        formats: &["binary"],
        secrecy: Secrecy::Undecided,
        given: Given::Into,
        literal: Literal::None,
        string: AsString::Displayed,
    };
}

const fn integer(rust: &'static str, formats: &'static [&'static str]) -> Facts {
    Facts {
        rust,
        form: Form::Integer,
        formats,
        secrecy: Secrecy::Undecided,
        given: Given::Itself,
        literal: Literal::Integer,
        string: AsString::Displayed,
    }
}

const fn float(rust: &'static str, formats: &'static [&'static str]) -> Facts {
    Facts {
        rust,
        form: Form::Number,
        formats,
        secrecy: Secrecy::Undecided,
        given: Given::Itself,
        literal: Literal::Float,
        string: AsString::Displayed,
    }
}

impl Scalar {
    /// The scalar that a format of one of these forms stands for.
    pub fn of_format(forms: &[Form], format: Option<&str>) -> Option<Self> {
        let format = format?;
        Self::ALL.iter().copied().find(|scalar| {
            let facts = scalar.facts();
            forms.contains(&facts.form) && facts.formats.contains(&format)
        })
    }
}
