//! The pages of a kiosk, and their names on the command line.

use std::fmt;

/// A page. Its name, as [`fmt::Display`] writes it and [`Page::parse`] reads it, is what `gongshi render --page` takes.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub enum Page {
    /// 首页.
    #[default]
    Home,
    /// 栏目, by its id on the screen.
    Column(String),
    /// An item, by its id.
    Item(String),
}

/// A name that no page has.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no page is called `{0}`; write home, column/<id> (such as column/guide) or item/<id>")]
pub struct NoPage(pub String);

impl Page {
    /// Reads a page's name.
    pub fn parse(name: &str) -> Result<Self, NoPage> {
        match name.split_once('/') {
            None if name == "home" => Ok(Self::Home),
            Some(("column", id)) if !id.is_empty() => Ok(Self::Column(id.into())),
            Some(("item", id)) if !id.is_empty() => Ok(Self::Item(id.into())),
            _ => Err(NoPage(name.into())),
        }
    }
}

impl fmt::Display for Page {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Home => f.write_str("home"),
            Self::Column(id) => write!(f, "column/{id}"),
            Self::Item(id) => write!(f, "item/{id}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_back() {
        for page in [Page::Home, Page::Column("guide".into()), Page::Item("https://a/1?b=/c".into())] {
            assert_eq!(Page::parse(&page.to_string()), Ok(page));
        }
        for name in ["", "home/", "column/", "column", "item/", "nothing"] {
            assert!(Page::parse(name).is_err(), "{name}");
        }
    }
}
