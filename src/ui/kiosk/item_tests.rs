//! What the item pages say, read from the accessibility tree of a page that is drawn without a screen.

use std::{collections::BTreeSet, sync::Arc};

use arc_swap::ArcSwap;
use egui::{Pos2, RawInput, Rect, Vec2};
use jiff::{SignedDuration, Timestamp};

use super::Page;
use crate::{
    clock::ManualClock,
    domain::{
        Detail, Edition, Head, Item, Moment, Snapshot, SourceState, SourceView,
        item::{About, Release},
        kinds::{
            Guide, HonourEntry, HonourRoll, List, Milestone, Pledge, PledgeStatus, Ranking, RankingEntry,
        },
    },
    sample,
    ui::Client,
};

fn now() -> Timestamp {
    "2026-11-23T10:42:00+08:00".parse().unwrap()
}

fn item(detail: Detail) -> Item {
    let mut release = Release::default();
    release.proactive = true;
    Item {
        id: "one".into(),
        url: Some("https://scjg.example.gov.cn/1".into()),
        title: "标题".into(),
        summary: None,
        body: Vec::new(),
        image: None,
        attachments: Vec::new(),
        tags: Vec::new(),
        published: None,
        modified: None,
        release,
        about: About::default(),
        detail,
    }
}

/// Everything a reader hears on the page of an item, on a screen so high that all of a short page is in sight.
fn said(detail: Detail, height: f32) -> Vec<String> {
    heard(item(detail), height)
}

fn heard(item: Item, height: f32) -> Vec<String> {
    let edition = Arc::new(Edition::new(Head::default(), vec![(0, item)], Vec::new()));
    let source = SourceView {
        name: "s".into(),
        edition,
        state: SourceState::Fresh,
        confirmed: Some(now()),
        stale_after: SignedDuration::from_mins(10),
    };
    let snapshot = Snapshot { generation: 1, sources: vec![source], ..Snapshot::default() };
    let hall = Arc::new(sample::hall("http://127.0.0.1/feed.json"));
    let size = Vec2::new(1080.0, height);
    let mut screen = hall.screens[0].clone();
    // Keeps the size of a pixel whatever the height.
    screen.diagonal_inch *= size.length() / Vec2::new(1080.0, 1920.0).length();
    let ctx = egui::Context::default();
    ctx.enable_accesskit();
    let snapshots = Arc::new(ArcSwap::from_pointee(snapshot));
    let mut client = Client::new(&ctx, hall, screen, Arc::new(ManualClock::new(now())), snapshots);
    client.open(Page::Item("one".into()));
    let mut nodes = Vec::new();
    for _ in 0..3 {
        let screen = Rect::from_min_size(Pos2::ZERO, size);
        let input = RawInput { screen_rect: Some(screen), ..RawInput::default() };
        let mut output = ctx.run_ui(input, |ui| client.ui(ui));
        output.textures_delta.clear();
        nodes = output.platform_output.accesskit_update.map(|update| update.nodes).unwrap_or_default();
    }
    // The tree is in no order of its own; as one reads, from the top.
    nodes.sort_by_key(|(_, node)| node.bounds().map_or((0, 0), |rect| (rect.y0 as i64, rect.x0 as i64)));
    nodes.iter().filter_map(|(_, node)| node.label().or(node.value()).map(str::to_owned)).collect()
}

fn says(said: &[String], words: &str) -> bool {
    said.iter().any(|one| one.contains(words))
}

#[test]
fn a_list_names_authority_and_date_even_where_the_publisher_is_silent() {
    let entry = HonourEntry { ent_name: "示例商贸有限公司".into(), ..HonourEntry::default() };
    for (list, name, authority, date) in
        [(List::Black, "黑榜", "决定机关", "列入日期"), (List::Red, "红榜", "认定机关", "认定日期")]
    {
        let roll = HonourRoll::new(list, None, vec![entry.clone()]);
        let said = said(Detail::Honour(Box::new(roll)), 1920.0);
        for words in [name, "示例商贸有限公司", authority, date, "发布时没有写明"] {
            assert!(says(&said, words), "{words} is not in {said:?}");
        }
    }
}

#[test]
fn what_the_gate_hides_is_on_no_page() {
    let entry = |name: &str| HonourEntry { ent_name: name.into(), ..HonourEntry::default() };
    let day = |text| Some(Moment::parse(text));
    let roll = HonourRoll::new(
        List::Black,
        None,
        vec![
            HonourEntry { publish_to: day("2026-11-22"), ..entry("过期的") },
            HonourEntry { removed_on: day("2026-11-01"), ..entry("移出的") },
            HonourEntry { publish_to: day("2026-11-23"), ..entry("最后一天的") },
        ],
    );
    let heard = said(Detail::Honour(Box::new(roll)), 1920.0);
    assert!(says(&heard, "最后一天的") && says(&heard, "黑榜 1 家"), "{heard:?}");
    assert!(!says(&heard, "过期的") && !says(&heard, "移出的"), "{heard:?}");

    let entry = |name: &str| RankingEntry { ent_name: name.into(), ..RankingEntry::default() };
    let ranking = Ranking::default().with_entries(vec![
        RankingEntry { withdrawn_reason: Some("认定有误".into()), ..entry("撤下的") },
        RankingEntry { publish_to: day("2026-11-22"), ..entry("过期的") },
    ]);
    let heard = said(Detail::Ranking(Box::new(ranking)), 1920.0);
    assert!(says(&heard, "没有正在公示的商家"), "{heard:?}");
    assert!(!says(&heard, "撤下的") && !says(&heard, "认定有误") && !says(&heard, "过期的"), "{heard:?}");
}

#[test]
fn of_thousands_of_entries_only_those_in_sight_are_drawn() {
    let entries: Vec<RankingEntry> = (1..=2000)
        .map(|rank| RankingEntry {
            rank: Some(rank.to_string()),
            ent_name: format!("示例{rank}号商店"),
            received: Some((2001 - rank).to_string()),
            ..RankingEntry::default()
        })
        .collect();
    let ranking = said(Detail::Ranking(Box::new(Ranking::default().with_entries(entries))), 1920.0);
    let entries: Vec<HonourEntry> = (1..=2000)
        .map(|number| HonourEntry { ent_name: format!("示例{number}号商店"), ..HonourEntry::default() })
        .collect();
    let roll = said(Detail::Honour(Box::new(HonourRoll::new(List::Red, None, entries))), 1920.0);
    for said in [ranking, roll] {
        let drawn = said.iter().filter(|one| one.ends_with("号商店")).count();
        assert!((2..30).contains(&drawn), "{drawn} rows were drawn");
        assert!(says(&said, "示例1号商店") && !says(&said, "示例2000号商店"));
    }
}

#[test]
fn a_ranking_keeps_the_publishers_order_and_words() {
    let entry = |rank: &str, name: &str| RankingEntry {
        rank: Some(rank.into()),
        ent_name: name.into(),
        close_rate: Some("98.80 ％".into()),
        ..RankingEntry::default()
    };
    let entries = vec![entry("2", "乙商店"), entry("1", "甲商店"), entry("并列 3", "丙商店")];
    let said = said(Detail::Ranking(Box::new(Ranking::default().with_entries(entries))), 1920.0);
    let order: Vec<&String> = said.iter().filter(|one| one.ends_with("商店")).collect();
    assert_eq!(order, ["乙商店", "甲商店", "丙商店"]);
    assert!(says(&said, "并列 3") && says(&said, "办结率 98.80 ％"));
    assert!(!said.iter().any(|one| one == "新"), "a publisher who never compares has no newcomers: {said:?}");
}

#[test]
fn a_late_pledge_says_so_plainly() {
    let pledge = Pledge {
        status: Some(PledgeStatus::Late),
        due: Some(Moment::parse("2026-11-11")),
        progress_pct: Some(65),
        milestones: vec![Milestone {
            text: "建成20个站点".into(),
            date: Some(Moment::parse("2026-11-11")),
            done: Some(false),
        }],
        evidence_url: Some("https://scjg.example.gov.cn/zm".into()),
        ..Pledge::default()
    };
    let said = said(Detail::Pledge(Box::new(pledge)), 2600.0);
    for words in ["进度滞后", "65%", "现在已经过期，还没有办完", "到期未完成", "办理情况的证明"]
    {
        assert!(says(&said, words), "{words} is not in {said:?}");
    }
}

#[test]
fn what_a_guide_does_not_say_has_no_card() {
    let every =
        ["能不能办", "带什么", "怎么办", "多久办好", "多少钱", "去哪里", "问谁", "常见问题", "办理依据"];
    let cards = |guide: Guide| -> BTreeSet<&str> {
        let said = said(Detail::Guide(Box::new(guide)), 2600.0);
        every
            .into_iter()
            .filter(|card| said.iter().any(|one| one == card || one.ends_with(&format!("：{card}"))))
            .collect()
    };
    assert_eq!(cards(Guide::default()), BTreeSet::new());
    let guide = Guide { window: Some("3 号".into()), is_fee: Some(false), ..Guide::default() };
    assert_eq!(cards(guide), BTreeSet::from(["多少钱", "去哪里"]));
    let guide = Guide { by_law: vec!["《条例》".into()], ..Guide::default() };
    assert_eq!(cards(guide), BTreeSet::from(["办理依据"]));
}

#[test]
fn a_text_that_may_name_who_has_left_leaves_with_them() {
    let entry = |name: &str| RankingEntry { ent_name: name.into(), ..RankingEntry::default() };
    let told = |entries: Vec<RankingEntry>| {
        let mut one = item(Detail::Ranking(Box::new(Ranking::default().with_entries(entries))));
        one.summary = Some("首位是撤下的".into());
        let words = crate::domain::Span { text: "前三位包括撤下的".into(), ..Default::default() };
        one.body = vec![crate::domain::Block::Paragraph(vec![words])];
        heard(one, 1920.0)
    };
    let whole = told(vec![entry("留下的"), entry("撤下的")]);
    assert!(says(&whole, "首位是撤下的") && says(&whole, "前三位包括撤下的"), "{whole:?}");
    let left = RankingEntry { withdrawn_reason: Some("认定有误".into()), ..entry("撤下的") };
    let after = told(vec![entry("留下的"), left]);
    assert!(says(&after, "留下的") && !says(&after, "撤下的"), "{after:?}");
}

#[test]
fn a_picture_that_stands_in_the_text_does_not_lead_it_as_well() {
    let url = "https://scjg.example.gov.cn/plan.png";
    let mut one = item(Detail::Notice);
    one.image = Some(url.into());
    assert_eq!(super::article::lead_picture(&one), Some(url));
    one.body = vec![crate::domain::Block::Image { url: url.into(), alt: "平面图".into() }];
    assert_eq!(super::article::lead_picture(&one), None);
}
