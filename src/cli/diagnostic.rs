//! Mistakes as people see them: the file's line, the place marked in it, and what to write instead.

use annotate_snippets::{AnnotationKind, Level, Message, Renderer, Snippet, Title};

use super::console;
use crate::config::{Mistakes, Problem};

/// How grave it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// The file cannot be used.
    Error,
    /// It can, but someone should look.
    Warning,
}

/// Draws a problem of the file `name`, in whose `text` its ranges count.
pub fn render(weight: Weight, problem: &Problem, name: &str, text: &str, coloured: bool) -> String {
    let mark = AnnotationKind::Primary.span(problem.range.clone());
    let others = problem.notes.iter().filter_map(|note| {
        let range = note.range.clone()?;
        Some(AnnotationKind::Context.span(range).label(note.text.as_str()))
    });
    let snippet = Snippet::source(text).path(name).annotation(mark).annotations(others);
    let remarks = problem.notes.iter().filter(|note| note.range.is_none());
    let group = title(weight, &problem.message)
        .element(snippet)
        .elements(remarks.map(|note| Level::NOTE.message(note.text.as_str())))
        .element(Level::HELP.message(problem.hint.as_str()));
    renderer(coloured).render(&[group])
}

/// How many mistakes are shown in one go; a file of another sort has one a line.
const MOST: usize = 20;

/// Shows the mistakes of the config `name` and of the files it names on standard error, each at its line.
pub(super) fn show(mistakes: &Mistakes, name: &str) {
    show_file(&mistakes.problems, name, &mistakes.text);
    for part in &mistakes.parts {
        show_file(&part.problems, &part.file.display().to_string(), &part.text);
    }
}

fn show_file(problems: &[Problem], name: &str, text: &str) {
    for problem in problems.iter().take(MOST) {
        let shown = render(Weight::Error, problem, name, text, console::coloured());
        console::remark(&format!("{shown}\n"));
    }
    if let Some(more) = problems.len().checked_sub(MOST).filter(|more| *more > 0) {
        console::remark(&format!("… and {more} more; mend these first, if {name} is a config at all\n"));
    }
}

/// Draws a message that has no place in a file.
pub fn plain(weight: Weight, message: &str, hint: &str, coloured: bool) -> String {
    let help: Message<'_> = Level::HELP.message(hint);
    renderer(coloured).render(&[title(weight, message).element(help)])
}

fn title(weight: Weight, message: &str) -> Title<'_> {
    match weight {
        Weight::Error => Level::ERROR.primary_title(message),
        Weight::Warning => Level::WARNING.primary_title(message),
    }
}

const fn renderer(coloured: bool) -> Renderer {
    if coloured { Renderer::styled() } else { Renderer::plain() }
}
