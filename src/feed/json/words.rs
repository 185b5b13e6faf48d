//! The small types of the feed's JSON: texts that borrow, words and counts as they were published.

use std::{borrow::Cow, fmt};

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{
    Deserialize, Deserializer,
    de::{self, Visitor},
};
use serde_json::value::RawValue;

/// A text as it stands in the document, borrowed unless it holds escapes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text<'a>(pub Cow<'a, str>);

impl<'de: 'a, 'a> Deserialize<'de> for Text<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Borrowing;
        impl<'de> Visitor<'de> for Borrowing {
            type Value = Text<'de>;
            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("a text")
            }
            fn visit_borrowed_str<E: de::Error>(self, text: &'de str) -> Result<Text<'de>, E> {
                Ok(Text(Cow::Borrowed(text)))
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Text<'de>, E> {
                Ok(Text(Cow::Owned(text.to_owned())))
            }
        }
        deserializer.deserialize_str(Borrowing)
    }
}

impl JsonSchema for Text<'_> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        "Text".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string" })
    }
}

/// A text, or a number kept digit by digit as it was written: `98.50` stays `98.50`.
///
/// Its type is checked when it is read: an error from within a raw value would name the wrong place.
#[derive(Debug, Clone, Copy)]
pub struct Word<'a>(&'a RawValue);

impl<'a> Word<'a> {
    /// The words; `None` when it is neither a text nor a number.
    pub fn read(self) -> Option<Cow<'a, str>> {
        let raw = self.0.get();
        match raw.as_bytes().first() {
            Some(b'"') => serde_json::from_str::<Text<'_>>(raw).ok().map(|text| text.0),
            Some(b'-' | b'0'..=b'9') => Some(Cow::Borrowed(raw)),
            _ => None,
        }
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Word<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        <&RawValue>::deserialize(deserializer).map(Self)
    }
}

impl JsonSchema for Word<'_> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        "Word".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["string", "number"] })
    }
}

/// A whole number of 0 or more, or a text that holds one. A fraction is rounded down: progress never runs ahead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count(pub u32);

impl<'de> Deserialize<'de> for Count {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Counting;
        impl Visitor<'_> for Counting {
            type Value = Count;
            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("a number of 0 or more")
            }
            fn visit_u64<E: de::Error>(self, number: u64) -> Result<Count, E> {
                u32::try_from(number)
                    .map(Count)
                    .map_err(|_| E::invalid_value(de::Unexpected::Unsigned(number), &self))
            }
            fn visit_f64<E: de::Error>(self, number: f64) -> Result<Count, E> {
                if (0.0..f64::from(u32::MAX)).contains(&number) {
                    // In range, so the fraction is all that is lost.
                    return Ok(Count(number as u32));
                }
                Err(E::invalid_value(de::Unexpected::Float(number), &self))
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Count, E> {
                text.trim().parse().map(Count).map_err(|_| E::invalid_value(de::Unexpected::Str(text), &self))
            }
        }
        deserializer.deserialize_any(Counting)
    }
}

impl JsonSchema for Count {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        "Count".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "anyOf": [{ "type": "number", "minimum": 0 }, { "type": "string", "pattern": "^[0-9]+$" }] })
    }
}

/// One text, or a list of texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Texts<'a>(pub Vec<Text<'a>>);

impl<'de: 'a, 'a> Deserialize<'de> for Texts<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct OneOrMany;
        impl<'de> Visitor<'de> for OneOrMany {
            type Value = Texts<'de>;
            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("a text or a list of texts")
            }
            fn visit_borrowed_str<E: de::Error>(self, text: &'de str) -> Result<Texts<'de>, E> {
                Ok(Texts(vec![Text(Cow::Borrowed(text))]))
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Texts<'de>, E> {
                Ok(Texts(vec![Text(Cow::Owned(text.to_owned()))]))
            }
            fn visit_seq<A: de::SeqAccess<'de>>(self, list: A) -> Result<Texts<'de>, A::Error> {
                Vec::deserialize(de::value::SeqAccessDeserializer::new(list)).map(Texts)
            }
        }
        deserializer.deserialize_any(OneOrMany)
    }
}

impl JsonSchema for Texts<'_> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        "Texts".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "anyOf": [{ "type": "string" }, { "type": "array", "items": { "type": "string" } }] })
    }
}

/// An object. Serde would also fill a structure from a list, field after field.
#[derive(Debug)]
pub struct Object<T>(pub T);

impl<T> std::ops::Deref for Object<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.0
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Object<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Mapping<T>(std::marker::PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Mapping<T> {
            type Value = Object<T>;
            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("an object")
            }
            fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<Object<T>, A::Error> {
                T::deserialize(de::value::MapAccessDeserializer::new(map)).map(Object)
            }
        }
        deserializer.deserialize_map(Mapping(std::marker::PhantomData))
    }
}

impl<T: JsonSchema> JsonSchema for Object<T> {
    fn inline_schema() -> bool {
        T::inline_schema()
    }
    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }
    fn schema_id() -> Cow<'static, str> {
        T::schema_id()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }
}

/// The words of an error without ` at line 1 column 2`, which counts from the wrong start.
pub fn without_place(error: &serde_json::Error) -> String {
    let words = error.to_string();
    words.rfind(" at line ").map_or(words.clone(), |end| words[..end].to_owned())
}
