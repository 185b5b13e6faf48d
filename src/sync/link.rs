//! URLs as they may be written down: in a log, on the disk, as the base of links. Pure.

use url::Url;

/// A URL without its user and password: the base of relative URLs, which end up in QR codes.
pub(super) fn without_credentials(url: &Url) -> Url {
    let mut url = url.clone();
    // Only URLs that cannot have any refuse this.
    let _ = url.set_username("");
    let _ = url.set_password(None);
    url
}

/// A URL as a log may have it: no credentials, no query, no fragment.
pub fn display(url: &Url) -> String {
    let mut url = without_credentials(url);
    url.set_query(None);
    url.set_fragment(None);
    url.into()
}

/// A user or password as it is sent: a URL holds them percent-encoded.
pub(super) fn decoded(part: &str) -> String {
    let bytes = part.as_bytes();
    let mut plain = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let pair = bytes.get(at + 1..at + 3).and_then(|hex| std::str::from_utf8(hex).ok());
        match pair.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) if bytes[at] == b'%' => {
                plain.push(byte);
                at += 3;
            }
            _ => {
                plain.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&plain).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> Url {
        Url::parse(text).unwrap()
    }

    #[test]
    fn a_log_never_sees_credentials_or_a_query() {
        assert_eq!(display(&url("https://u:p@a.example/f.json?token=1#x")), "https://a.example/f.json");
    }

    #[test]
    fn a_percent_encoded_password_is_sent_plain() {
        assert_eq!(decoded("p%40ss%E4%B8%AD%zz%4"), "p@ss中%zz%4");
    }
}
