//! Bytes to text: byte order marks, the charset of HTTP, the XML declaration, and sniffing of UTF-16.
//!
//! Bytes that are no text in the declared encoding refuse the document: a wall must not show a wrong character
//! of a name. Only where HTTP claims UTF-8, and the bytes deny it, the XML declaration is heard instead: web
//! servers add `charset=utf-8` to files that they have never read.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::{Document, Refusal, limits};

/// The text of a document, without byte order mark.
///
/// Refused when it is empty, larger than [`limits::DECODED_BYTES`], or no text in its encoding.
pub fn decode<'a>(document: &Document<'a>) -> Result<Cow<'a, str>, Refusal> {
    let bytes = document.bytes;
    if bytes.len() > limits::DECODED_BYTES {
        return Err(Refusal::TooLarge);
    }
    let text = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) => decode_as(encoding, &bytes[mark..])?,
        None => {
            let declared = declared_in_xml(bytes);
            match charset(document.content_type).or_else(|| sniff_utf16(bytes)) {
                Some(encoding) => decode_as(encoding, bytes).or_else(|refusal| match declared {
                    Some(other) if encoding == UTF_8 && other != UTF_8 => decode_as(other, bytes),
                    _ => Err(refusal),
                })?,
                None => decode_as(declared.unwrap_or(UTF_8), bytes)?,
            }
        }
    };
    if text.len() > limits::DECODED_BYTES {
        return Err(Refusal::TooLarge);
    }
    if text.bytes().all(|byte| byte.is_ascii_whitespace()) {
        return Err(Refusal::Empty);
    }
    Ok(text)
}

fn decode_as<'a>(encoding: &'static Encoding, bytes: &'a [u8]) -> Result<Cow<'a, str>, Refusal> {
    if encoding == UTF_8 {
        return match std::str::from_utf8(bytes) {
            Ok(text) => Ok(Cow::Borrowed(text)),
            Err(error) => Err(Refusal::Encoding { encoding: UTF_8.name(), at: error.valid_up_to() }),
        };
    }
    match encoding.decode_without_bom_handling_and_without_replacement(bytes) {
        Some(text) => Ok(text),
        None => Err(Refusal::Encoding { encoding: encoding.name(), at: first_error(encoding, bytes) }),
    }
}

fn first_error(encoding: &'static Encoding, bytes: &[u8]) -> usize {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut out = vec![0; 4096];
    let mut read = 0;
    loop {
        let (result, taken, _) = decoder.decode_to_utf8_without_replacement(&bytes[read..], &mut out, true);
        read += taken;
        match result {
            encoding_rs::DecoderResult::OutputFull => {}
            _ => return read.saturating_sub(1),
        }
    }
}

/// The encoding that an HTTP content type names.
fn charset(content_type: Option<&str>) -> Option<&'static Encoding> {
    content_type?.split(';').skip(1).find_map(|part| {
        let (name, value) = part.split_once('=')?;
        let value = value.trim().trim_matches(['"', '\'']);
        name.trim().eq_ignore_ascii_case("charset").then(|| Encoding::for_label(value.as_bytes()))?
    })
}

/// UTF-16 without a mark: the first character of JSON and XML is ASCII.
fn sniff_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [b'<' | b'{', 0, ..] => Some(UTF_16LE),
        [0, b'<' | b'{', ..] => Some(UTF_16BE),
        _ => None,
    }
}

/// The encoding of `<?xml version="1.0" encoding="gb2312"?>`.
fn declared_in_xml(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.trim_ascii_start().strip_prefix(b"<?xml")?;
    let end = head.iter().take(256).position(|byte| *byte == b'>')?;
    let declaration = std::str::from_utf8(&head[..end]).ok()?;
    let value = declaration.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    Encoding::for_label(value[1..].split(quote).next()?.trim().as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8], content_type: Option<&str>) -> Result<String, Refusal> {
        decode(&Document { bytes, content_type, base: "http://example.gov.cn/feed" }).map(Cow::into_owned)
    }

    #[test]
    fn every_way_to_declare_an_encoding() {
        let xml = |label: &str| format!("<?xml version='1.0' encoding = \"{label}\"?><rss>公示鎔</rss>");
        for (label, encoding) in
            [("gb2312", encoding_rs::GBK), ("GB18030", encoding_rs::GB18030), ("big5", encoding_rs::BIG5)]
        {
            let source = xml(label).replace('鎔', if label == "big5" { "公" } else { "鎔" });
            let (bytes, _, lost) = encoding.encode(&source);
            assert!(!lost || label == "big5");
            assert!(text(&bytes, None).unwrap().contains("公"), "{label}");
            let json = encoding.encode("{\"title\":\"公\"}").0;
            assert!(
                text(&json, Some(&format!("application/json; Charset=\"{label}\""))).unwrap().contains("公")
            );
        }
        for big in [false, true] {
            let units = "{\"a\":\"示\"}".encode_utf16();
            let bytes: Vec<u8> =
                units.flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect();
            assert_eq!(text(&bytes, None).unwrap(), "{\"a\":\"示\"}");
            let mark: &[u8] = if big { &[0xFE, 0xFF] } else { &[0xFF, 0xFE] };
            assert_eq!(text(&[mark, &bytes].concat(), Some("a/b; charset=utf-8")).unwrap(), "{\"a\":\"示\"}");
        }
        assert_eq!(text("\u{FEFF}{}".as_bytes(), None).unwrap(), "{}");
    }

    #[test]
    fn a_server_that_claims_utf8_for_every_file_is_not_believed() {
        let bytes = encoding_rs::GBK.encode("<?xml version='1.0' encoding='gbk'?><a>公示期满</a>").0;
        assert!(text(&bytes, Some("text/xml; charset=utf-8")).unwrap().contains("公示期满"));
    }

    #[test]
    fn broken_text_is_refused_with_its_place() {
        assert_eq!(text(b"{\"a\":\"\xFF\"}", None), Err(Refusal::Encoding { encoding: "UTF-8", at: 6 }));
        assert!(matches!(
            text(b"{\"a\":\"\xFF\"}", Some("a/b; charset=gbk")),
            Err(Refusal::Encoding { encoding: "GBK", at: 6 })
        ));
        assert_eq!(text(b" \n", None), Err(Refusal::Empty));
        assert_eq!(text(&vec![b' '; limits::DECODED_BYTES + 1], None), Err(Refusal::TooLarge));
    }
}
