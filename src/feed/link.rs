//! Which URLs of a feed survive: http and https alone, short, and without a password.

use url::Url;

use super::limits;

/// What relative links resolve against.
#[derive(Debug, Clone)]
pub struct Base(Option<Url>);

impl Base {
    /// The base of a document; text that is no URL resolves nothing.
    pub fn new(base: &str) -> Self {
        Self(Url::parse(base).ok())
    }

    /// The absolute http or https URL of a link, else nothing: a screen has no use for any other.
    pub fn web(&self, link: &str) -> Option<String> {
        let link = link.trim();
        if link.is_empty() || link.len() > limits::URL_CHARS {
            return None;
        }
        let url = match Url::parse(link) {
            Ok(url) => url,
            Err(url::ParseError::RelativeUrlWithoutBase) => self.0.as_ref()?.join(link).ok()?,
            Err(_) => return None,
        };
        let web = matches!(url.scheme(), "http" | "https") && url.has_host();
        let bare = url.username().is_empty() && url.password().is_none();
        (web && bare && url.as_str().len() <= limits::URL_CHARS).then(|| url.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_web_survives() {
        let base = Base::new("https://scjg.example.gov.cn/feed/feed.json");
        assert_eq!(base.web(" a/b.html ").unwrap(), "https://scjg.example.gov.cn/feed/a/b.html");
        assert_eq!(base.web("//cdn.example.cn/x").unwrap(), "https://cdn.example.cn/x");
        assert_eq!(
            base.web("http://例子.中国/公示").unwrap(),
            "http://xn--fsqu00a.xn--fiqs8s/%E5%85%AC%E7%A4%BA"
        );
        for bad in [
            "javascript:alert(1)",
            "JaVaScRiPt:1",
            "java\nscript:1",
            "file:///etc/passwd",
            "data:text/html,x",
            "",
            "https://user:secret@example.cn/",
            "ftp://example.cn/",
            "http://",
            "vbscript:x",
            "tel:12315",
        ] {
            assert_eq!(base.web(bad), None, "{bad}");
        }
        assert_eq!(base.web(&format!("https://example.cn/{}", "a".repeat(3000))), None);
        assert_eq!(Base::new("file:///media/usb/feed.json").web("a.png"), None);
        assert_eq!(Base::new("nothing").web("a.png"), None);
    }
}
