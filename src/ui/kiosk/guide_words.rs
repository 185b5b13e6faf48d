//! What a guide's fields say in plain words: days, copies, situations, phone numbers.

use jiff::{civil::Date, tz::TimeZone};

use crate::{
    domain::kinds::{Guide, Material},
    ui::{format, words::Words},
};

/// A matter that is to end within this many days says so.
const ENDS_SOON_DAYS: i32 = 90;

pub use crate::ui::format::days;

/// How long a step takes: a bare number is one of days, anything else stands as the bureau wrote it.
pub fn step_days(words: &Words, text: &str, day_type: Option<&str>) -> String {
    match text.trim().parse::<u32>() {
        Ok(0) => words.say("guide-step-at-once"),
        Ok(count) => days(words, count, day_type),
        Err(_) => text.to_owned(),
    }
}

/// The key of 要收费 or 不收费.
pub const fn fee_key(fee: bool) -> &'static str {
    if fee { "guide-fee-yes" } else { "guide-fee-no" }
}

/// 原件 1 份, 复印件 1 份; nothing for a material without counts.
pub fn copies(words: &Words, material: &Material) -> Vec<String> {
    [("guide-originals", material.original_copies), ("guide-copies", material.photocopies)]
        .into_iter()
        .filter_map(|(key, count)| {
            count.filter(|count| *count > 0).map(|count| words.with(key, &[("count", count.into())]))
        })
        .collect()
}

/// What stands at the right of 带什么: how many kinds and copies. Copies are only added up when everyone brings all.
pub fn total(words: &Words, materials: &[Material]) -> String {
    let mut parts = vec![words.with("guide-kinds", &[("count", materials.len().into())])];
    if materials.iter().all(|one| one.situations.is_empty() && one.required != Some(false)) {
        let sum = |count: fn(&Material) -> Option<u32>| {
            Some(materials.iter().filter_map(count).fold(0, u32::saturating_add))
        };
        let all = Material {
            original_copies: sum(|one| one.original_copies),
            photocopies: sum(|one| one.photocopies),
            ..Material::default()
        };
        parts.extend(copies(words, &all));
    }
    parts.join(&words.say("list-comma"))
}

/// How to read the list, when not everything in it is for everyone.
pub fn how_to_read(words: &Words, materials: &[Material]) -> Option<String> {
    let parted = materials.iter().any(|one| !one.situations.is_empty());
    let optional = materials.iter().any(|one| one.required == Some(false));
    let key = match (parted, optional) {
        (false, false) => return None,
        (true, false) => "guide-read-situations",
        (false, true) => "guide-read-optional",
        (true, true) => "guide-read-both",
    };
    Some(words.say(key))
}

/// 只有“变更”“延续”要带, in the words of the guide's situations. An id without a label is left out; a material
/// none of whose situations has one is taken as everyone's, so that nobody comes without it.
pub fn only_in(words: &Words, guide: &Guide, material: &Material) -> Option<String> {
    let labels: Vec<String> = guide
        .situations
        .iter()
        .filter(|one| material.situations.contains(&one.id))
        .map(|one| words.with("quoted", &[("text", one.label.as_str().into())]))
        .collect();
    // Needed in every situation there is: for everyone.
    if labels.is_empty() || labels.len() == guide.situations.len() {
        return None;
    }
    Some(words.with("guide-only-in", &[("list", labels.join(&words.say("quoted-join")).into())]))
}

/// 纸质或电子 · 申请人自备 · 网上有空白表.
pub fn form_and_source(words: &Words, material: &Material) -> Option<String> {
    let forms = match (&material.blank_url, &material.sample_url) {
        (Some(_), Some(_)) => Some("guide-blank-and-sample"),
        (Some(_), None) => Some("guide-blank"),
        (None, Some(_)) => Some("guide-sample"),
        (None, None) => None,
    };
    let parts: Vec<String> =
        [material.format.clone(), material.source.clone(), forms.map(|key| words.say(key))]
            .into_iter()
            .flatten()
            .collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}

/// Ways to reach somebody, as one reads them: 咨询电话：027-1；总服务台：027-2 becomes two pairs.
pub fn contacts(way: &str) -> Vec<(Option<String>, String)> {
    /// A longer text before a colon is a sentence, not a label.
    const LABEL: usize = 8;
    way.split(['；', ';', '\n'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(|part| match part.split_once('：') {
            Some((label, value)) if label.chars().count() <= LABEL && !value.trim().is_empty() => {
                (Some(label.trim().to_owned()), value.trim().to_owned())
            }
            _ => (None, part.to_owned()),
        })
        .collect()
}

/// Whether a text is a phone number and nothing else.
pub fn is_phone(text: &str) -> bool {
    text.chars().filter(char::is_ascii_digit).count() >= 3
        && text.chars().all(|c| c.is_ascii_digit() || "-+() （）—、，/".contains(c))
}

/// From when or until when the matter can be done, where that is near.
pub fn planned(words: &Words, guide: &Guide, today: Date, zone: &TimeZone) -> Option<String> {
    let day = |moment: Option<crate::domain::Moment>| moment.and_then(|moment| moment.day(zone));
    let said =
        |key: &str, day: Date| Some(words.with(key, &[("date", format::full_date(day, words).into())]));
    if let Some(from) = day(guide.plan_effective_date).filter(|from| *from > today) {
        return said("guide-from", from);
    }
    let until = day(guide.plan_cancel_date)?;
    if until < today {
        said("guide-ended", until)
    } else if today.until(until).is_ok_and(|span| span.get_days() <= ENDS_SOON_DAYS) {
        said("guide-ends", until)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{Moment, kinds::Situation},
        ui::words::Language,
    };

    fn chinese() -> Words {
        Words::new(Language::Chinese)
    }

    fn material(situations: &[&str], originals: u32, copies: u32) -> Material {
        Material {
            name: "营业执照".into(),
            original_copies: Some(originals),
            photocopies: Some(copies),
            situations: situations.iter().map(ToString::to_string).collect(),
            ..Material::default()
        }
    }

    #[test]
    fn days_are_said_with_their_type() {
        let words = chinese();
        assert_eq!(days(&words, 5, Some("工作日")), "5 个工作日");
        assert_eq!(days(&words, 30, Some("自然日")), "30 个自然日");
        assert_eq!(days(&words, 2, Some("小时")), "2 个小时");
        assert_eq!(days(&words, 3, None), "3 天");
        assert_eq!(days(&words, 0, Some("工作日")), "当场办结");
        assert_eq!(step_days(&words, "0", None), "当场");
        assert_eq!(step_days(&words, "3", Some("工作日")), "3 个工作日");
        assert_eq!(step_days(&words, "随到随办", None), "随到随办");
    }

    #[test]
    fn copies_are_added_up_only_when_everyone_brings_all() {
        let words = chinese();
        assert_eq!(
            total(&words, &[material(&[], 1, 0), material(&[], 1, 2)]),
            "共 2 种、原件 2 份、复印件 2 份"
        );
        assert_eq!(total(&words, &[material(&[], 1, 0), material(&["new"], 1, 2)]), "共 2 种");
        assert!(copies(&words, &material(&[], 0, 0)).is_empty());
        let huge = [material(&[], u32::MAX, 0), material(&[], 9, 0)];
        assert!(total(&words, &huge).contains(&u32::MAX.to_string()));
    }

    #[test]
    fn a_material_names_the_situations_it_is_for() {
        let words = chinese();
        let situation = |id: &str, label: &str| Situation { id: id.into(), label: label.into() };
        let guide = Guide {
            situations: vec![
                situation("new", "新办"),
                situation("change", "变更"),
                situation("renew", "延续"),
            ],
            ..Guide::default()
        };
        assert_eq!(
            only_in(&words, &guide, &material(&["renew", "change"], 1, 0)).as_deref(),
            Some("只有“变更”“延续”要带")
        );
        assert_eq!(only_in(&words, &guide, &material(&[], 1, 0)), None);
        assert_eq!(only_in(&words, &guide, &material(&["unknown"], 1, 0)), None);
        assert_eq!(only_in(&words, &guide, &material(&["new", "change", "renew"], 1, 0)), None);
    }

    #[test]
    fn ways_to_ask_come_apart() {
        let pair = |label: &str, value: &str| (Some(label.to_owned()), value.to_owned());
        assert_eq!(
            contacts("咨询电话：027-12315022；总服务台：027-12315000"),
            [pair("咨询电话", "027-12315022"), pair("总服务台", "027-12315000")]
        );
        assert_eq!(contacts("027-12315"), [(None, "027-12315".to_owned())]);
        assert!(contacts(" ； ").is_empty());
        assert!(is_phone("027-12315022"));
        assert!(!is_phone("大厅一层"));
    }

    #[test]
    fn only_a_near_end_or_a_coming_start_is_told() {
        let words = chinese();
        let today: Date = "2026-11-23".parse().unwrap();
        let guide = |from: &str, until: &str| Guide {
            plan_effective_date: Some(Moment::parse(from)),
            plan_cancel_date: Some(Moment::parse(until)),
            ..Guide::default()
        };
        let say = |guide: Guide| planned(&words, &guide, today, &TimeZone::UTC);
        assert_eq!(say(guide("2024-07-01", "2099-12-31")), None);
        assert!(say(guide("2026-12-01", "2099-12-31")).unwrap().contains("2026年12月1日"));
        assert!(say(guide("2024-07-01", "2026-12-31")).unwrap().contains("2026年12月31日"));
        assert!(say(guide("2024-07-01", "2026-11-22")).unwrap().contains("停止"));
        assert_eq!(say(guide("soon", "9999-12-31")), None);
    }
}
