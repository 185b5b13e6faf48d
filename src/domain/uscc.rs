//! The unified social credit code (统一社会信用代码) of GB 32100-2015.

const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

/// Whether a code has 18 characters of the alphabet and the right check character.
///
/// Some early pilot codes break the rule: a false answer is a warning for staff, never a reason to hide.
pub fn is_valid(code: &str) -> bool {
    let bytes = code.as_bytes();
    if bytes.len() != 18 {
        return false;
    }
    let value = |byte: &u8| ALPHABET.iter().position(|known| known == byte);
    let mut sum = 0;
    let mut weight = 1;
    for byte in &bytes[..17] {
        let Some(value) = value(byte) else { return false };
        sum += value * weight;
        weight = weight * 3 % 31;
    }
    value(&bytes[17]) == Some((31 - sum % 31) % 31)
}

#[cfg(test)]
mod tests {
    use super::is_valid;

    #[test]
    fn published_codes() {
        for good in [
            "91310115591693856A",
            "91310110666007217T",
            "91440300708461136T",
            "91350100M000100Y43",
            "91420100MA4K000120",
        ] {
            assert!(is_valid(good), "{good}");
        }
        for bad in ["91350100M000100Y4Z", "91350211M00013FA1N", "", "９１３５", "9131011559169385IA"] {
            assert!(!is_valid(bad), "{bad}");
        }
    }
}
