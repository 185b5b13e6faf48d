//! Reading and gating a feed of 10,000 items, against `serde_json::from_slice::<Value>` of the same bytes.
//!
//! `cargo bench --bench feed`. The aim: at most two times.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "clippy.toml allows it in tests, but not in what they share"
)]

use std::{fmt::Write as _, hint::black_box};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use gongshi::{
    domain::{Channel, Screen, Verdict},
    feed::{Document, Rules, read_single},
};
use jiff::{Timestamp, tz::TimeZone};

const ITEMS: usize = 10_000;

/// A feed as a large bureau might publish: notices and disclosures with texts, guides, rankings and pledges.
fn feed() -> Vec<u8> {
    let mut out = String::from(
        "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"示例区市场监督管理局政务公开\",\"_gongshi\":{\"sequence\":7,\"publisher\":\"示例区市场监督管理局\"},\"items\":[",
    );
    for number in 0..ITEMS {
        if number > 0 {
            out.push(',');
        }
        let _ = write!(
            out,
            "{{\"id\":\"item-{number}\",\"url\":\"https://scjg.example.gov.cn/xwzx/gsgg/{number}.html\",\"title\":\"关于开展第{number}批食品安全监督抽检情况的公告\",\"summary\":\"本期抽检食品{number}批次，合格率98.6%。\",\"date_published\":\"2026-11-23T09:00:00+08:00\",\"tags\":[\"食品安全\",\"抽检\"],"
        );
        body(&mut out, number);
        extension(&mut out, number);
        out.push_str("}}");
    }
    out.push_str("]}");
    out.into_bytes()
}

fn body(out: &mut String, number: usize) {
    out.push_str("\"content_html\":\"");
    for part in 0..3 + number % 4 {
        let _ = write!(
            out,
            "<p style=\\\"text-indent:2em\\\">　　第{part}条 根据《中华人民共和国食品安全法》及其实施条例等有关规定，本局组织对辖区内<strong>“生产、流通、餐饮”</strong>环节的食品开展监督抽检，现将有关情况公告如下。&nbsp;对抽检中发现的不合格食品，已依法启动核查处置，责令经营者查清流向、召回产品并分析原因。</p>\\n"
        );
    }
    out.push_str("\",");
}

fn extension(out: &mut String, number: usize) {
    let kind = ["notice", "disclosure", "notice", "guide", "ranking", "pledge"][number % 6];
    let _ = write!(
        out,
        "\"_gongshi\":{{\"kind\":\"{kind}\",\"disclosure\":\"{}\",\"approved_by\":\"分管局领导\",\"secrecy_reviewed\":true,\"publisher\":\"示例区市场监督管理局\",\"index_no\":\"SLSJ-{number}\",\"doc_no\":\"示市监〔2026〕{number}号\",\"topic\":\"食品安全\",\"genre\":\"公告\",\"formed_on\":\"2026-11-20\",\"valid_from\":\"2026-11-23\",\"valid_to\":\"2026-12-31\",\"department\":{{\"name\":\"食品安全监督管理科\",\"phone\":\"027-12315041\"}},\"basis\":\"《中华人民共和国政府信息公开条例》第二十条\",\"weight\":3",
        if number % 10 == 9 { "on_request" } else { "proactive" }
    );
    match kind {
        "guide" => {
            out.push_str(",\"task_code\":\"000131127004\",\"task_name\":\"食品经营许可证核发\",\"accept_condition\":[\"已经取得营业执照\",\"有与经营的食品相适应的场所\"],\"promise_day\":5,\"is_fee\":false,\"materials\":[");
            for material in 0..5 {
                let comma = if material > 0 { "," } else { "" };
                let _ = write!(out, "{comma}{{\"name\":\"申请材料{material}\",\"required\":true,\"original_copies\":1,\"photocopies\":0,\"format\":\"纸质\",\"note\":\"加盖公章，与原件核对一致\"}}");
            }
            out.push(']');
        }
        "ranking" => {
            out.push_str(",\"period_start\":\"2026-11-16\",\"period_end\":\"2026-11-22\",\"entries\":[");
            for rank in 1..=10 {
                let comma = if rank > 1 { "," } else { "" };
                let _ = write!(out, "{comma}{{\"rank\":{rank},\"previous_rank\":{},\"ent_name\":\"示例鲜生超市有限公司第{rank}分店\",\"uscc\":\"91420199MA4KEX0017\",\"category\":\"食品\",\"received\":{},\"closed\":85,\"close_rate\":\"98.8%\",\"mediation_rate\":\"62.7%\",\"publish_to\":\"2026-12-23\"}}", rank + 1, 90 - rank);
            }
            out.push(']');
        }
        "pledge" => out.push_str(",\"year\":2026,\"no\":3,\"title\":\"新建便民市场\",\"target\":\"年内建成五个\",\"due\":\"2026-12-31\",\"progress_pct\":80,\"status\":\"on_track\",\"milestones\":[{\"text\":\"完成选址\",\"date\":\"2026-03-01\",\"done\":true}]"),
        _ => {}
    }
}

fn benches(criterion: &mut Criterion) {
    let bytes = feed();
    let now: Timestamp = "2026-11-25T10:00:00+08:00".parse().expect("a time");
    let screen = Screen {
        channel: Some(Channel::Kiosk),
        internal: false,
        zone: TimeZone::get("Asia/Shanghai").expect("the tz database is built in"),
    };
    let read = || {
        let document =
            Document { bytes: &bytes, content_type: None, base: "https://scjg.example.gov.cn/feed.json" };
        let edition = read_single(&document, Rules::default()).expect("the feed is good");
        edition.judge(&screen, now).iter().filter(|judged| judged.verdict == Verdict::Shown).count()
    };
    assert_eq!(read(), ITEMS * 9 / 10, "the bench measures a feed that is really read");
    let mut group = criterion.benchmark_group(format!("{ITEMS} items, {} MB", bytes.len() / 1_000_000));
    group.throughput(Throughput::Bytes(bytes.len() as u64)).sample_size(20);
    group.bench_function("serde_json Value", |bencher| {
        bencher.iter(|| serde_json::from_slice::<serde_json::Value>(black_box(&bytes)));
    });
    group.bench_function("parse and gate", |bencher| bencher.iter(|| black_box(read())));
    group.finish();
}

criterion_group!(feed_room, benches);
criterion_main!(feed_room);
