//! Bad answers change nothing that a person reads but the mark of how old it is.

use gongshi::{
    config::{Face, Sweep},
    domain::SourceState,
};

use super::{
    bureau::answer,
    hall::feed,
    stage::{FACES, PATH, Stage},
};

/// A bad answer, whole, and how the source then stands.
type Bad = (&'static str, Vec<u8>, fn(&SourceState) -> bool);

fn bad_answers() -> Vec<Bad> {
    let refused: fn(&SourceState) -> bool = |state| matches!(state, SourceState::Refused(_));
    let portal = "<!DOCTYPE html><html><body>请登录无线网络</body></html>";
    let mut cut = answer("200 OK", &[], feed(9, &["截断的公告"]).as_bytes());
    cut.truncate(cut.len() - 10);
    vec![
        ("HTML", answer("200 OK", &[("Content-Type", "text/html")], portal.as_bytes()), refused),
        ("truncated", cut, refused),
        ("rolled back", answer("200 OK", &[], feed(4, &["旧公告"]).as_bytes()), refused),
        ("an error", answer("500 Internal Server Error", &[], b"oops"), |state| {
            *state == SourceState::Answered(500)
        }),
    ]
}

/// The words of the mark, or an icon: the mark's is another one for a warning.
fn is_mark(words: &str) -> bool {
    let is_icon = |c| ('\u{e000}'..='\u{f8ff}').contains(&c);
    words.contains("更新于") || words.chars().all(is_icon)
}

/// What a frame draws at an instant that stands still, without the mark; and the mark.
fn read(stage: &mut Stage) -> (Vec<String>, String) {
    let (mark, mut rest): (Vec<_>, Vec<_>) =
        stage.frames.frame().words.into_iter().partition(|words| is_mark(words));
    rest.sort();
    (rest, mark.concat().replace(|c| ('\u{e000}'..='\u{f8ff}').contains(&c), ""))
}

#[test]
fn bad_answers_leave_the_words_as_they_were_and_the_mark_says_so() {
    for face in [(Face::Kiosk, Sweep::Left), (Face::Board, Sweep::Left)] {
        let mut stage = Stage::showing(face, &feed(5, &["甲公告", "乙公告"]), &["甲公告", "乙公告"]);
        stage.until_drawn("甲公告");
        // A transition ends.
        stage.frames.frame();
        stage.frames.time += 0.5;
        let good = feed(5, &["甲公告", "乙公告"]);
        for (what, bytes, is) in bad_answers() {
            stage.client.until_state(|state| *state == SourceState::Fresh);
            let (words, mark) = read(&mut stage);
            assert!(words.iter().any(|word| word.contains("公告")), "{words:?}");
            assert!(mark.starts_with("内容更新于"), "{mark}");
            stage.bureau.raw(PATH, bytes);
            stage.client.until_state(is);
            let (after, mark) = read(&mut stage);
            assert_eq!(after, words, "{face:?} after {what}");
            assert!(mark.starts_with("暂时不能更新"), "{what}: {mark}");
            stage.bureau.feed(PATH, &good);
        }
    }
}

#[test]
fn bad_answers_change_nothing_that_runs_on_a_strip() {
    for direction in Sweep::ALL {
        let mut stage = Stage::showing((Face::Strip, direction), &feed(5, &["甲公告"]), &["甲公告"]);
        stage.until_drawn("甲公告");
        for (what, bytes, is) in bad_answers() {
            stage.bureau.raw(PATH, bytes);
            stage.client.until_state(is);
            let seen = stage.until_drawn("甲公告");
            for wrong in ["截断", "旧公告", "登录", "oops"] {
                assert!(!seen.has(wrong), "{what}");
            }
            stage.until_drawn("暂时不能更新");
        }
    }
}

#[test]
fn the_mark_warns_once_the_content_is_old() {
    for face in FACES {
        let mut stage = Stage::showing(face, &feed(5, &["甲公告"]), &["甲公告"]);
        stage.bureau.close();
        stage.client.until_state(|state| matches!(state, SourceState::Unreachable(_)));
        stage.until_drawn("网络中断，内容更新于");
        stage.client.clock.advance(std::time::Duration::from_secs(601));
        stage.until_drawn("内容可能已过时，更新于");
        stage.until_drawn("甲公告");
    }
}
