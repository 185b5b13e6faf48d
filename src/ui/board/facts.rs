//! A publisher's summary taken apart into figures: 本周受理消费投诉 1,284 件，比上周少96件 is a label, a value and a
//! remark. Every word stays, in its order; a sentence of another shape is left as it is.

/// One figure beside a slide.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Fact {
    /// What it is about; may be empty.
    pub label: String,
    /// The figure or answer itself.
    pub value: String,
    /// What else is said of it; may be empty.
    pub remark: String,
}

impl Fact {
    /// A fact without a remark.
    pub fn new(label: String, value: String) -> Self {
        Self { label, value, remark: String::new() }
    }
}

/// A label of more characters is a sentence.
const LABEL: usize = 14;
/// A value of more characters is a sentence.
const VALUE: usize = 12;

/// The figures of a summary; `None` when any part of it has another shape.
pub fn figures(summary: &str) -> Option<Vec<Fact>> {
    summary.split(['；', '。', ';']).map(str::trim).filter(|part| !part.is_empty()).map(figure).collect()
}

fn figure(part: &str) -> Option<Fact> {
    let (head, remark) = part.split_once('，').unwrap_or((part, ""));
    let digit = head.find(|c: char| c.is_ascii_digit())?;
    let (label, value) = head.split_at(digit);
    let label = label.trim();
    let fits = (2..=LABEL).contains(&label.chars().count()) && value.chars().count() <= VALUE;
    fits.then(|| Fact { label: label.into(), value: value.trim().into(), remark: remark.trim().into() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_found_and_no_word_is_lost() {
        let facts = figures("本周受理消费投诉 1,284 件，比上周少96件；按期办结率 98.5%。").unwrap();
        let seen: Vec<_> =
            facts.iter().map(|f| (f.label.as_str(), f.value.as_str(), f.remark.as_str())).collect();
        assert_eq!(seen, [("本周受理消费投诉", "1,284 件", "比上周少96件"), ("按期办结率", "98.5%", "")]);
    }

    #[test]
    fn sentences_stay_sentences() {
        for text in [
            "本周投诉集中在预付卡。",
            "请于12月31日前办理，网上填报，不收任何费用。本期说明",
            "12315平台受理",
        ] {
            assert_eq!(figures(text), None, "{text}");
        }
    }
}
