//! The words on the screens, from the string files: assets/strings/<language>/*.ftl.

use std::{fmt, sync::Arc};

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use unic_langid::LanguageIdentifier;

/// A language of the screens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Language {
    /// 简体中文.
    #[default]
    Chinese,
    /// English.
    English,
}

impl Language {
    /// The texts of its string files.
    pub const fn sources(self) -> [&'static str; 4] {
        match self {
            Self::Chinese => [
                include_str!("../../assets/strings/zh-CN/common.ftl"),
                include_str!("../../assets/strings/zh-CN/kiosk.ftl"),
                include_str!("../../assets/strings/zh-CN/items.ftl"),
                include_str!("../../assets/strings/zh-CN/wall.ftl"),
            ],
            Self::English => [
                include_str!("../../assets/strings/en/common.ftl"),
                include_str!("../../assets/strings/en/kiosk.ftl"),
                include_str!("../../assets/strings/en/items.ftl"),
                include_str!("../../assets/strings/en/wall.ftl"),
            ],
        }
    }

    fn identifier(self) -> LanguageIdentifier {
        let tag = match self {
            Self::Chinese => "zh-CN",
            Self::English => "en",
        };
        // Both tags are well-formed, as a test of the words shows; an undetermined language still has its words.
        tag.parse().unwrap_or_default()
    }
}

/// The words of one language; cheap to clone.
#[derive(Clone)]
pub struct Words {
    language: Language,
    bundle: Arc<FluentBundle<FluentResource>>,
}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Words").field(&self.language).finish()
    }
}

impl Words {
    /// Reads a language's string files.
    pub fn new(language: Language) -> Self {
        let mut bundle = FluentBundle::new_concurrent(vec![language.identifier()]);
        bundle.set_use_isolating(false);
        for source in language.sources() {
            // A line that does not parse costs its key alone; a test reads all files whole.
            let resource = FluentResource::try_new(source.into()).unwrap_or_else(|(resource, _)| resource);
            bundle.add_resource_overriding(resource);
        }
        Self { language, bundle: Arc::new(bundle) }
    }

    /// Which language it is.
    pub const fn language(&self) -> Language {
        self.language
    }

    /// The words of a key.
    pub fn say(&self, key: &str) -> String {
        self.with(key, &[])
    }

    /// The words of a key with values in their places. An unknown key stands for itself.
    pub fn with(&self, key: &str, values: &[(&'static str, Value<'_>)]) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            return key.into();
        };
        let args: FluentArgs<'_> = values.iter().map(|(name, value)| (*name, value.0.clone())).collect();
        self.bundle.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned()
    }

    /// Whether the string file has the key.
    pub fn has(&self, key: &str) -> bool {
        self.bundle.has_message(key)
    }
}

/// What may stand in a place of a string: text, or a count that chooses a plural. Counts print without grouping.
#[derive(Debug, Clone)]
pub struct Value<'a>(FluentValue<'a>);

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self(FluentValue::from(text))
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(text: &'a String) -> Self {
        Self(FluentValue::from(text.as_str()))
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Self(FluentValue::from(text))
    }
}

macro_rules! counts {
    ($($number:ty),*) => {$(
        impl From<$number> for Value<'_> {
            fn from(number: $number) -> Self {
                Self(FluentValue::from(number))
            }
        }
    )*};
}
counts!(usize, u32, i32, i64, u8, i16, i8);

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn keys(language: Language) -> BTreeSet<String> {
        let mut keys = BTreeSet::new();
        for source in language.sources() {
            FluentResource::try_new(source.into()).expect("every line parses");
            for line in source.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase())) {
                let (key, _) = line.split_once('=').expect("a key and its words");
                assert!(keys.insert(key.trim().to_owned()), "{key} stands twice");
            }
        }
        keys
    }

    #[test]
    fn both_languages_say_the_same_things() {
        let (chinese, english) = (keys(Language::Chinese), keys(Language::English));
        let only: Vec<_> = chinese.symmetric_difference(&english).collect();
        assert!(only.is_empty(), "in one language only: {only:?}");
    }
}
