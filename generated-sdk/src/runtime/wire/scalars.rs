//! The values that are not made of others.

use std::borrow::Cow;

use bytes::Bytes;
use serde_json::Value as Json;

use super::{DecodeString, Number, Slot, View, Wire};

impl Wire for bool {
    fn view(&self) -> View<'_> {
        View::Bool(*self)
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Bool(self)
    }
}

impl Wire for String {
    fn view(&self) -> View<'_> {
        View::String(self)
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::String(self)
    }
}

impl DecodeString for String {
    fn set(&mut self, value: Cow<'_, str>) -> Result<(), &'static str> {
        *self = value.into_owned();
        Ok(())
    }
}

impl Wire for Bytes {
    fn view(&self) -> View<'_> {
        View::Bytes(self)
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Bytes(self)
    }
}

/// What an operation returns that has nothing to say.
impl Wire for () {
    fn view(&self) -> View<'_> {
        View::Absent
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Nothing
    }
}

impl Wire for Json {
    fn view(&self) -> View<'_> {
        match self {
            Json::Null => View::Null,
            Json::Bool(value) => View::Bool(*value),
            Json::Number(value) => View::Number(value),
            Json::String(value) => View::String(value),
            Json::Array(items) => View::List(items),
            Json::Object(entries) => View::Map(entries),
        }
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Json(self)
    }
}

const OUT_OF_RANGE: &str = "a number out of its range";

macro_rules! integer {
    ($($type:ty => $view:ident, $expected:literal;)*) => {$(
        impl Wire for $type {
            fn view(&self) -> View<'_> {
                View::$view((*self).into())
            }

            fn slot(&mut self) -> Slot<'_> {
                Slot::Number(self)
            }
        }

        impl Number for $type {
            fn expected(&self) -> &'static str {
                $expected
            }

            fn set_integer(&mut self, value: i128) -> Result<(), &'static str> {
                *self = value.try_into().map_err(|_| OUT_OF_RANGE)?;
                Ok(())
            }

            fn set_float(&mut self, value: f64) -> Result<(), &'static str> {
                if value.fract() != 0.0 {
                    return Err("a number with a fraction");
                }
                // `as` stops at the limits of i128, which are far outside the range of any integer here.
                self.set_integer(value as i128)
            }
        }
    )*};
}

integer! {
    i32 => Signed, "a 32-bit integer";
    i64 => Signed, "a 64-bit integer";
    u32 => Unsigned, "an unsigned 32-bit integer";
    u64 => Unsigned, "an unsigned 64-bit integer";
}

macro_rules! float {
    ($($type:ty => $view:ident;)*) => {$(
        impl Wire for $type {
            fn view(&self) -> View<'_> {
                View::$view(*self)
            }

            fn slot(&mut self) -> Slot<'_> {
                Slot::Number(self)
            }
        }

        impl Number for $type {
            fn expected(&self) -> &'static str {
                "a number"
            }

            fn set_integer(&mut self, value: i128) -> Result<(), &'static str> {
                *self = value as $type;
                Ok(())
            }

            fn set_float(&mut self, value: f64) -> Result<(), &'static str> {
                *self = value as $type;
                // Too large for this type: it must not become infinity unnoticed.
                if self.is_finite() { Ok(()) } else { Err(OUT_OF_RANGE) }
            }
        }
    )*};
}

float! {
    f32 => Single;
    f64 => Double;
}
