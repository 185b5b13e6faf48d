//! A remote playlist put in the place of the config's own: the one place where both become one hall.

use std::{io, ops::Range, path::Path};

use toml::{
    Spanned,
    de::{DeArray, DeTable, DeValue},
};
use url::Url;

use super::{
    Hall,
    load::{FileBytes, Mistakes, wrong_encoding},
    parse::{Context, syntax, whole},
    problem::{Problem, Sink},
    reader::short,
};

/// What replaces the config's own where the document has it: hours of a hall may stay its own.
const SINGLE: [&str; 2] = ["calendar", "variables"];

/// What is replaced as a whole, since one names the other. Playlists and shares of another name stay: the screens may
/// fall back to them.
const NAMED: [&str; 2] = ["playlist", "share"];
const SCHEDULE: &str = "schedule";

/// Why a remote playlist cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Misfit {
    /// What is wrong in the document.
    pub document: Option<Box<Mistakes>>,
    /// What of the config does not fit to it.
    pub config: Option<Box<Mistakes>>,
}

impl Misfit {
    fn of_document(text: &str, problems: Vec<Problem>) -> Self {
        Self { document: Some(Box::new(Mistakes::of(text, problems))), config: None }
    }

    /// The line in the document to look at first, counted from 1; `None` where the config is to blame.
    pub fn line(&self) -> Option<usize> {
        self.document.as_ref().and_then(|mistakes| mistakes.line())
    }

    /// What is wrong, in one line for a log.
    pub fn message(&self) -> &str {
        let first = self.document.as_ref().or(self.config.as_ref());
        first.and_then(|mistakes| mistakes.problems.first()).map_or("", |problem| &problem.message)
    }
}

/// The hall of a good config, whose `files` hold what they held when it was read, its own first, with the playlists of
/// the document at `url`.
///
/// It is judged as if it stood in the config, by the same rules and against the same screens; but nothing in it reads a
/// file of this machine, and its pictures come from its own host.
///
/// # Errors
/// All mistakes that could be found.
pub fn with_remote(files: &[FileBytes], document: &[u8], url: &Url) -> Result<Hall, Misfit> {
    let Some((file, config)) = files.first() else { return Err(Misfit::default()) };
    let open = |path: &Path| -> io::Result<Vec<u8>> {
        let named = files.iter().find(|(file, _)| file == path);
        named.map(|(_, bytes)| bytes.clone()).ok_or_else(|| io::ErrorKind::NotFound.into())
    };
    let Ok(text) = std::str::from_utf8(document) else {
        return Err(Misfit { document: Some(Box::new(wrong_encoding(document))), config: None });
    };
    let (mut remote, errors) = DeTable::parse_recoverable(text);
    if !errors.is_empty() {
        return Err(Misfit::of_document(text, syntax::problems(text, &errors)));
    }
    let sink = Sink::default();
    restrict(remote.get_ref(), &sink);
    own_media(remote.get_mut(), url, &sink);
    let problems = sink.into_sorted();
    if !problems.is_empty() {
        return Err(Misfit::of_document(text, problems));
    }

    // Behind the document, so that every place is either in one or in the other.
    let config = String::from_utf8_lossy(config);
    let start = text.len() + 1;
    let padded = format!("{}\n{}", " ".repeat(text.len()), config.replace('\u{feff}', "   "));
    let (mut both, errors) = DeTable::parse_recoverable(&padded);
    if !errors.is_empty() {
        return Err(split(text, &config, start, syntax::problems(&padded, &errors)));
    }
    replace(both.get_mut(), remote.get_ref());
    let sink = Sink::default();
    let context = Context::new(file, &open);
    let hall = whole(both.get_ref(), &context, &sink);
    let problems = sink.into_sorted();
    match hall {
        Some((hall, _)) if problems.is_empty() => Ok(hall),
        _ => Err(split(text, &config, start, problems)),
    }
}

/// The document holds nothing but what plays, and some of it.
fn restrict(remote: &DeTable<'_>, sink: &Sink) {
    let known = || NAMED.into_iter().chain([SCHEDULE]).chain(SINGLE);
    for key in remote.keys().filter(|key| known().all(|known| known != key.get_ref().as_ref())) {
        let message = format!("`{}` does not belong in a remote playlist", short(key.get_ref()));
        sink.add(
            Problem::new(key.span(), message, "write it in the hall's own config, and take it out here")
                .note("it holds [[playlist]], [[schedule]], [[share]], [calendar] and [variables]"),
        );
    }
    if remote.is_empty() {
        let hint = "add `[[playlist]]` and `[[schedule]]`, or take [remote] out of the config";
        sink.add(Problem::new(0..0, "the remote playlist is empty", hint));
    }
    if let Some(calendar) = remote.get("calendar").and_then(|calendar| calendar.get_ref().as_table())
        && let Some((key, _)) = calendar.get_key_value("holidays")
    {
        let hint = "write the days in `off` and `work`";
        sink.add(Problem::new(
            key.span(),
            "a remote playlist cannot name a file of the hall's machine",
            hint,
        ));
    }
}

/// Makes the addresses of pictures and PDFs whole: on the document's own host, whatever is written.
fn own_media(remote: &mut DeTable<'_>, url: &Url, sink: &Sink) {
    let Some(DeValue::Array(lists)) = remote.get_mut("playlist").map(Spanned::get_mut) else { return };
    for list in lists.iter_mut() {
        let DeValue::Table(list) = list.get_mut() else { continue };
        let Some(DeValue::Array(entries)) = list.get_mut("entry").map(Spanned::get_mut) else { continue };
        for entry in entries.iter_mut() {
            let DeValue::Table(entry) = entry.get_mut() else { continue };
            for key in ["image", "pdf"] {
                let Some(value) = entry.get_mut(key) else { continue };
                let range = value.span();
                let DeValue::String(written) = value.get_mut() else { continue };
                match whole_address(url, written) {
                    Some(address) => *written = String::from(address).into(),
                    None => sink.add(Problem::new(
                        range,
                        format!("`{}` is not on the server of the remote playlist", short(written)),
                        format!(
                            "write an address relative to the playlist's, such as `{key} = \"media/1.{}\"`",
                            if key == "pdf" { "pdf" } else { "png" }
                        ),
                    )),
                }
            }
        }
    }
}

fn whole_address(url: &Url, written: &str) -> Option<Url> {
    let mut address = url.join(written.trim()).ok()?;
    // The user and password of the playlist are sent without being written down. Only URLs that have none refuse this.
    let _ = address.set_username("");
    let _ = address.set_password(None);
    let web = matches!(address.scheme(), "http" | "https");
    (web && address.host_str() == url.host_str()).then_some(address)
}

/// Puts what the document has in the place of the config's.
fn replace<'a>(config: &mut DeTable<'a>, remote: &DeTable<'a>) {
    let plays = NAMED.into_iter().chain([SCHEDULE]).any(|key| remote.contains_key(key));
    if plays {
        config.remove(SCHEDULE);
    }
    for (key, value) in remote {
        let mut value = value.clone();
        if NAMED.contains(&key.get_ref().as_ref())
            && let DeValue::Array(list) = value.get_mut()
            && let Some(DeValue::Array(own)) = config.get(key.get_ref().as_ref()).map(Spanned::get_ref)
        {
            keep_others(list, own);
        }
        config.remove(key.get_ref().as_ref());
        config.insert(key.clone(), value);
    }
}

/// Adds those of `own` whose name is not in the list.
fn keep_others<'a>(list: &mut DeArray<'a>, own: &DeArray<'a>) {
    let name = |each: &Spanned<DeValue<'a>>| {
        each.get_ref().get("name").and_then(|name| name.get_ref().as_str()).map(|name| name.trim().to_owned())
    };
    let taken: Vec<_> = list.iter().map(name).collect();
    for each in own.iter().filter(|each| !taken.contains(&name(each))) {
        list.push(each.clone());
    }
}

/// Tells the problems of the document from those of the config, each counted in its own text.
fn split(document: &str, config: &str, start: usize, problems: Vec<Problem>) -> Misfit {
    let (of_config, of_document): (Vec<_>, Vec<_>) =
        problems.into_iter().partition(|problem| problem.range.start >= start);
    let shift = |range: &Range<usize>| range.start.saturating_sub(start)..range.end.saturating_sub(start);
    let of_config: Vec<Problem> = of_config
        .into_iter()
        .map(|mut problem| {
            problem.range = shift(&problem.range);
            for note in &mut problem.notes {
                note.range =
                    note.range.take().filter(|range| range.start >= start).map(|range| shift(&range));
            }
            problem
        })
        .collect();
    let of_document: Vec<Problem> = of_document
        .into_iter()
        .map(|mut problem| {
            for note in &mut problem.notes {
                note.range = note.range.take().filter(|range| range.end < start);
            }
            problem
        })
        .collect();
    let some = |text: &str, problems: Vec<Problem>| {
        (!problems.is_empty()).then(|| Box::new(Mistakes::of(text, problems)))
    };
    Misfit { document: some(document, of_document), config: some(config, of_config) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::playback::plan::{What, Zone};

    const CONFIG: &str = "[hall]\nname = \"h\"\n[[source]]\nname = \"s\"\nurl = \"file:feed\"\n\
        [[screen]]\nname = \"b\"\nface = \"board\"\ndiagonal_inch = 98\nviewing_distance_m = 8\n\
        playlist = \"备用\"\n\
        [[playlist]]\nname = \"备用\"\n[[playlist.entry]]\ntitle = \"本地\"\n\
        [[playlist]]\nname = \"日常\"\n[[playlist.entry]]\ntitle = \"旧\"\n\
        [[schedule]]\nplaylist = \"日常\"\n[calendar]\nhours = [\"08:00-16:00\"]\n";

    fn files(config: &str) -> [FileBytes; 1] {
        [("/etc/hall.toml".into(), config.into())]
    }

    fn with(document: &str) -> Result<Hall, Misfit> {
        let url = Url::parse("https://bureau.example/plans/plan.toml").unwrap();
        with_remote(&files(CONFIG), document.as_bytes(), &url)
    }

    fn titles(hall: &Hall) -> Vec<(&str, &What)> {
        hall.plan.playlists.iter().map(|list| (list.name.as_str(), &list.entries[0].what)).collect()
    }

    #[test]
    fn what_plays_is_replaced_and_fallbacks_stay() {
        let document = "[[playlist]]\nname = \"日常\"\n[[playlist.entry]]\ntitle = \"新\"\n\
                        [[schedule]]\nname = \"早\"\nplaylist = \"日常\"\ntimes = [\"08:00-09:00\"]\n";
        let hall = with(document).unwrap();
        let text = |title: &str| What::Text { title: title.into(), words: String::new() };
        assert_eq!(titles(&hall), [("日常", &text("新")), ("备用", &text("本地"))]);
        assert_eq!(hall.plan.fallback("b", Zone::Main), Some(1));
        let schedules: Vec<_> = hall.plan.schedules.iter().map(|each| each.name.as_str()).collect();
        assert_eq!(schedules, ["早"]);
        let local = super::super::read(CONFIG.as_bytes(), Path::new("/etc/hall.toml")).unwrap();
        assert_eq!(hall.plan.calendar, local.plan.calendar, "the hall's own hours");
        assert_eq!(hall.sources, local.sources);
    }

    #[test]
    fn a_calendar_alone_leaves_the_playlists() {
        let hall = with("[calendar]\nhours = [\"10:00-12:00\"]\n").unwrap();
        let local = super::super::read(CONFIG.as_bytes(), Path::new("/etc/hall.toml")).unwrap();
        assert_eq!((hall.plan.playlists, hall.plan.schedules), (local.plan.playlists, local.plan.schedules));
        assert_ne!(hall.plan.calendar, local.plan.calendar);
    }

    #[test]
    fn mistakes_are_at_their_lines() {
        let document = "[[playlist]]\nname = \"日常\"\n[[playlist.entry]]\ntitel = \"新\"\n";
        let misfit = with(document).unwrap_err();
        assert_eq!(misfit.line(), Some(3), "the entry says nothing to play: {misfit:?}");
        assert!(
            misfit
                .document
                .unwrap()
                .problems
                .iter()
                .any(|problem| &document[problem.range.clone()] == "titel")
        );
        for (document, line, words) in [
            ("[[playlist]\n", Some(1), "TOML"),
            ("", Some(1), "empty"),
            ("<html>portal</html>", Some(1), "TOML"),
            ("[[schedule]]\nplaylist = \"x\"\nscreens = [\"c\"]\n", Some(2), "no playlist"),
            ("[calendar]\n[[screen]]\nname = \"x\"\n", Some(2), "does not belong"),
            ("[remote]\nurl = \"https://else.example\"\n", Some(1), "does not belong"),
            ("[calendar]\nholidays = \"/etc/passwd\"\n", Some(2), "cannot name a file"),
        ] {
            let misfit = with(document).unwrap_err();
            // The text of an empty document has no line to point at.
            assert_eq!(misfit.line(), line.filter(|_| !document.is_empty()), "{document}");
            assert!(misfit.message().contains(words), "{document}: {}", misfit.message());
        }
        assert!(with_remote(&files(CONFIG), &[0xff, 0xfe], &Url::parse("https://a/").unwrap()).is_err());
    }

    #[test]
    fn what_does_not_fit_in_the_config_is_told_at_its_own_line() {
        // The schedules of the document are gone, and with the local playlist of this name its fallback.
        let config = CONFIG.replace("playlist = \"备用\"", "playlist = \"没有\"");
        let url = Url::parse("https://bureau.example/plan.toml").unwrap();
        let document = "# 一\n# 二\n[[playlist]]\nname = \"日常\"\n[[playlist.entry]]\ntitle = \"新\"\n";
        let misfit = with_remote(&files(&config), document.as_bytes(), &url).unwrap_err();
        assert_eq!((misfit.line(), misfit.document.as_ref()), (None, None));
        let mistakes = misfit.config.unwrap();
        assert_eq!(mistakes.line(), Some(11));
        assert_eq!(&mistakes.text[mistakes.problems[0].range.clone()], "\"没有\"");
    }

    #[test]
    fn pictures_come_from_the_host_of_the_document() {
        let url = Url::parse("https://bureau.example/plans/plan.toml").unwrap();
        let address = |written: &str| whole_address(&url, written).map(String::from);
        assert_eq!(address("media/1.png").unwrap(), "https://bureau.example/plans/media/1.png");
        assert_eq!(address("https://bureau.example/1.png").unwrap(), "https://bureau.example/1.png");
        for foreign in ["file:///etc/passwd", "https://else.example/1.png", "//else.example/1.png", "data:,x"]
        {
            assert_eq!(address(foreign), None, "{foreign}");
        }
        let local = Url::parse("file:///mnt/usb/plan.toml").unwrap();
        assert_eq!(whole_address(&local, "1.png"), None);
        let document = "[[playlist]]\nname = \"x\"\n[[playlist.entry]]\nimage = \"file:/etc/passwd\"\n";
        let misfit = with(document).unwrap_err();
        assert_eq!(misfit.line(), Some(4));
        assert!(misfit.message().contains("not on the server"), "{}", misfit.message());
    }
}
