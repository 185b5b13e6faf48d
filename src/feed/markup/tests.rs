use super::*;
use crate::domain::Span;

fn base() -> Base {
    Base::new("https://scjg.example.gov.cn/a/feed.json")
}

/// Blocks as short lines: what is read, and in which shape.
fn shape(blocks: &[Block]) -> Vec<String> {
    fn inlines(spans: &[Span]) -> String {
        spans
            .iter()
            .map(|span| match (span.strong, span.emphasis) {
                (true, _) => format!("*{}*", span.text),
                (_, true) => format!("/{}/", span.text),
                _ => span.text.clone(),
            })
            .collect()
    }
    let one = |block: &Block| match block {
        Block::Heading { level, text } => format!("h{level} {}", inlines(text)),
        Block::Paragraph(text) => inlines(text),
        Block::List { ordered, start, items } => {
            let items: Vec<String> = items.iter().map(|item| shape(item).join(" ; ")).collect();
            format!("{}[{}]", if *ordered { format!("ol{start}") } else { "ul".into() }, items.join(" | "))
        }
        Block::Table { header, rows } => {
            let rows: Vec<String> = rows
                .iter()
                .map(|row| row.iter().map(|cell| inlines(cell)).collect::<Vec<_>>().join(","))
                .collect();
            format!("table{}[{}]", if *header { "+h" } else { "" }, rows.join(" | "))
        }
        Block::Quote(inner) => format!("quote({})", shape(inner).join(" ; ")),
        Block::Image { url, alt } => format!("img {url} {alt}"),
        Block::Rule => "---".into(),
    };
    blocks.iter().map(one).collect()
}

fn read(text: &str) -> Vec<String> {
    shape(&html(text, &base()).unwrap())
}

#[test]
fn what_bureaus_write_comes_out_as_clean_paragraphs() {
    assert_eq!(
        read(
            "　　关于年报的通知<br><br/>\n&nbsp;&nbsp;各经营主体：<BR>　　请于6月30日前\u{7}报送。<p></p><p>&nbsp;</p>"
        ),
        ["关于年报的通知", "各经营主体：", "请于6月30日前 报送。"]
    );
    assert_eq!(read("<p>第一条\n  为了规范</p>\n<div>A\nB</div>"), ["第一条为了规范", "A B"]);
    assert_eq!(read("没有标签的文字"), ["没有标签的文字"]);
    assert_eq!(read("<p>一<p>二</div></span>三"), ["一", "二", "三"]);
}

#[test]
fn escaping_done_too_often_is_undone() {
    for text in [
        "&lt;p&gt;公示&lt;/p&gt;&lt;p&gt;期满&lt;/p&gt;",
        "<div>&lt;p style=&quot;x&quot;&gt;公示&lt;/p&gt;&lt;br/&gt;期满</div>",
        "&amp;lt;p&amp;gt;公示&amp;lt;/p&amp;gt;期满",
        "<p>公示</p>&amp;nbsp;期满",
    ] {
        assert_eq!(read(text), ["公示", "期满"], "{text}");
    }
    assert_eq!(read("<p>1 &lt; 2 &amp; 3 &gt; 2，甲&lt;乙</p>"), ["1 < 2 & 3 > 2，甲<乙"]);
    assert_eq!(read("<p>&amp;ldquo;公示&amp;rdquo;</p>"), ["“公示”"]);
    assert_eq!(line("关于&amp;ldquo;年报&amp;rdquo;&nbsp;的<b>通知</b>"), "关于“年报” 的通知");
    assert_eq!(line("R&D 与 1<2，A<B"), "R&D 与 1<2，A<B");
}

#[test]
fn text_that_looks_like_markdown_stays_text() {
    let text = "<p>1986年. 5*3*2=30</p><p>1. 总则</p><p># 号</p><p>_下划线_ 与 `码`</p><p>    四格</p><p>- 减</p><p>|表|</p>";
    assert_eq!(
        read(text),
        ["1986年. 5*3*2=30", "1. 总则", "# 号", "_下划线_ 与 `码`", "四格", "- 减", "|表|"]
    );
}

#[test]
fn structure_is_kept() {
    assert_eq!(
        read(
            "<h2>一、<b>总体</b><br>情况</h2><ol start=3><li>甲<ul><li>a</li></ul><li><p>乙</p><p>丙</p></ol><blockquote>引<p>文</p></blockquote><hr>"
        ),
        ["h2 一、*总体* 情况", "ol3[甲 ; ul[a] | 乙 ; 丙]", "quote(引 ; 文)", "---"]
    );
    assert_eq!(read("<p>他说<strong>“重要”</strong>是<em>的</em> <i> </i>。</p>"), ["他说*“重要”*是/的/ 。"]);
    assert_eq!(read("<p><a href='javascript:x()'>链接</a>的<font color=red>字</font></p>"), ["链接的字"]);
}

#[test]
fn tables_keep_their_columns() {
    assert_eq!(
        read(
            "<table><caption>表1</caption><thead><tr><th>类<th>数</thead><tbody><tr><td rowspan=2>食品<td>1<tr><td>2</tr><tr><td colspan=2>合计</table>"
        ),
        ["表1", "table+h[类,数 | 食品,1 | 食品,2 | 合计,]"]
    );
    assert_eq!(read("<table><tr><td><p>一</p><p>二</p></td></tr></table>"), ["一", "二"]);
    assert_eq!(
        read("<table><tr><td>左</td><td><table><tr><td>a</td><td>b</td></tr></table></td></tr></table>"),
        ["左", "table[a,b]"]
    );
    assert_eq!(
        read("<table><tr><td>甲<img src=x.png alt=章></td><td>乙</td></tr></table>"),
        ["table[甲,乙]", "img https://scjg.example.gov.cn/a/x.png 章"]
    );
    assert!(html(&format!("<table><tr>{}", "<td colspan=50 rowspan=900>x".repeat(500)), &base()).is_err());
}

#[test]
fn nothing_but_words_and_pictures_survives() {
    assert_eq!(
        read(
            "<p onclick=x>正<script>alert('<p>1')</script><style>p{}</style>文</p><iframe src=//e.cn>内</iframe><svg><text>画</text></svg><span style='display : none'>藏<span>深</span></span><del>旧</del>尾<!-- 注 --><noscript>无</noscript>"
        ),
        ["正文", "尾"]
    );
    for src in ["javascript:x", "data:image/png;base64,AA", "file:///etc/passwd", "https://u:p@e.cn/x.png"] {
        assert_eq!(read(&format!("<p>前<img src='{src}' alt='公章'>后</p>")), ["前公章后"], "{src}");
    }
    assert_eq!(
        read("<img data-src='/real.png' src='loading.gif'>"),
        ["img https://scjg.example.gov.cn/real.png "]
    );
}

#[test]
fn depth_and_size_have_a_bound() {
    for tag in ["div", "blockquote", "ul", "ul><li", "table><tr><td", "b", "span"] {
        let deep = format!("{}底", format!("<{tag}>").repeat(100_000));
        let blocks = html(&deep, &base());
        if let Ok(blocks) = blocks {
            assert_eq!(blocks.iter().map(Block::plain_text).collect::<String>(), "底", "{tag}");
        }
    }
    let closing = format!("{}{}末", "<ul><blockquote>".repeat(50_000), "</table></ol>".repeat(50_000));
    assert!(shape(&html(&closing, &base()).unwrap()).concat().contains('末'));
    assert!(html(&"<p>字</p>".repeat(crate::feed::limits::BODY_BLOCKS + 1), &base()).is_err());
    assert!(html(&"字".repeat(crate::feed::limits::BODY_CHARS + 1), &base()).is_err());
    assert!(html(&"字".repeat(crate::feed::limits::BODY_CHARS), &base()).is_ok());
}

#[test]
fn plain_text_is_paragraphs() {
    let blocks = plain_text("　　一\r\n\r\n二 & 三 < 四\u{2028}五&nbsp;六", &base()).unwrap();
    assert_eq!(shape(&blocks), ["一", "二 & 三 < 四", "五 六"]);
    assert_eq!(shape(&plain_text("<p>一</p><p>二</p>", &base()).unwrap()), ["一", "二"]);
}

#[test]
fn markdown_is_read_with_chinese_emphasis() {
    let text = "# 条例\n\n<!-- INFO END -->\n\n**“重要”**是*“强调”*的。\n第二行\n\n|a|b|\n|-|-|\n|1|2|\n\n> 引\n\n2. 二\n3. 三\n\n![图](https://e.cn/a.png)";
    assert_eq!(
        shape(&markdown_blocks(text)),
        [
            "h1 条例",
            "*“重要”*是/“强调”/的。第二行",
            "table+h[a,b | 1,2]",
            "quote(引)",
            "ol2[二 | 三]",
            "img https://e.cn/a.png ",
            "图"
        ]
    );
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(3_000))]

    /// The shortcut for ordinary HTML and the tokeniser give the same blocks.
    #[test]
    fn the_short_way_and_the_long_way_agree(
        parts in proptest::collection::vec(proptest::sample::select(&[
            "<p>", "</p>", "<P>", "<br>", "<br/>", "<br />", "</br>", "<hr>", "<p style=\"a>b\">", "<p class=\"x\" id=y>", "<p hidden>",
            "<div style='display:none'>", "</div>", "<b>", "</b>", "<em >", "</em\n>", "<ul>", "<ol start=3>", "<ol>", "</ol>", "<li>", "</li>",
            "<table>", "<tr>", "<td>", "<td colspan=2>", "<th>", "</td>", "</table>", "<blockquote>", "</blockquote>", "<h2>", "</h2>",
            "<script>", "</script>", "<!-- x -->", "<pre>", "</pre>", "<a href=\"/x?a=1&b=2\">", "</a>", "<p a=\"", "\">", "<", ">", "</", "<p", "&",
            "&nbsp;", "&amp;", "&amp;nbsp;", "&lt;", "&ldquo;", "&#8220;", "&nbsp", "&x;", "<1>", "<p/>", "<img src=x.png alt=y>", "<title>", "<plaintext>",
            "公示", " ", "\n", "\r\n", "a b", "　", "\0", "\u{7}", "<span/x>", "<p=>", "<pé>", "<p\u{A0}>", "<svg/>", "<option>",
        ]), 0..14)
    ) {
        let text: String = parts.concat();
        let base = base();
        let (mut short, mut long) = (Builder::new(&base), Builder::new(&base));
        html::feed(&mut short, &text);
        html::tokenise(&mut long, &text);
        proptest::prop_assert_eq!(shape(&short.finish().unwrap()), shape(&long.finish().unwrap()), "{:?}", text);
    }
}
