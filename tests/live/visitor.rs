//! What a visitor at a kiosk meets when the content changes under the hands, or after walking away.

use gongshi::{
    config::{Face, Sweep},
    domain::SourceState,
    ui::kiosk::Page,
};

use super::{
    hall::feed,
    stage::{PATH, Stage},
};

const KIOSK: (Face, Sweep) = (Face::Kiosk, Sweep::Left);

fn at_home(titles: &[&str]) -> Stage {
    let mut stage = Stage::showing(KIOSK, &feed(1, titles), titles);
    stage.frames.client.open(Page::Home);
    stage
}

#[test]
fn whoever_reads_what_is_withdrawn_is_told_so_and_finds_the_way_back() {
    let mut stage = at_home(&["甲公告", "乙公告"]);
    stage.frames.tap("行政公告");
    let page = stage.frames.tap("甲公告");
    assert!(page.has("甲公告") && page.has("首页") && !page.has("乙公告"), "{:?}", page.words);
    stage.bureau.feed(PATH, &feed(2, &["乙公告"]));
    stage.client.until_titles(&["乙公告"]);
    let page = stage.frames.frame();
    assert!(page.has("这条内容已经撤下"), "{:?}", page.words);
    assert!(!page.has("甲公告"), "{:?}", page.words);
    let page = stage.frames.tap("返回上一页");
    assert!(page.has("乙公告") && !page.has("甲公告"), "{:?}", page.words);
}

#[test]
fn ninety_seconds_without_a_touch_lead_home_and_no_way_leads_back() {
    let mut stage = at_home(&["甲公告"]);
    stage.client.until_state(|state| *state == SourceState::Fresh);
    stage.frames.tap("行政公告");
    let page = stage.frames.tap("甲公告");
    let back = page.names.iter().find(|(name, _)| name == "返回").unwrap().1.center();
    let left = stage.frames.time;
    while stage.frames.time < left + 85.0 {
        let seen = stage.frames.frame();
        assert!(seen.has("返回"), "it left after {} s", stage.frames.time - left);
        stage.frames.sleep(seen.delay.min(std::time::Duration::from_secs(5)));
    }
    stage.frames.time = left + 90.5;
    let home = stage.frames.frame();
    assert!(home.has("办事指南") && !home.has("返回"), "{:?}", home.words);
    stage.frames.tap_at(back);
    let still = stage.frames.frame();
    assert!(still.has("办事指南") && !still.has("返回"), "{:?}", still.words);
}
