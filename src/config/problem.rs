//! What is wrong in a config, where, and what to write instead.

use std::{cell::RefCell, collections::HashSet, ops::Range};

/// One mistake. Shown to people who are not programmers: it points at its place and says what to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What is wrong.
    pub message: String,
    /// Where, in bytes of the text; empty when something is missing there.
    pub range: Range<usize>,
    /// What to write instead.
    pub hint: String,
    /// What else helps: the reason of a limit, the words there are, the other of two places.
    pub notes: Vec<Note>,
}

/// A remark on a [`Problem`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// What it says.
    pub text: String,
    /// The place it speaks of, in bytes of the text.
    pub range: Option<Range<usize>>,
}

impl Problem {
    /// A mistake with what to write instead.
    pub fn new(range: Range<usize>, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { message: message.into(), range, hint: hint.into(), notes: Vec::new() }
    }

    /// Adds a remark.
    pub fn note(mut self, text: impl Into<String>) -> Self {
        self.notes.push(Note { text: text.into(), range: None });
        self
    }

    /// Adds a remark about another place.
    pub(super) fn note_at(mut self, range: Range<usize>, text: impl Into<String>) -> Self {
        self.notes.push(Note { text: text.into(), range: Some(range) });
        self
    }
}

/// Collects the mistakes of a whole file, so that staff mend it in one go.
#[derive(Debug, Default)]
pub(super) struct Sink(RefCell<Vec<Problem>>);

impl Sink {
    /// Takes one more.
    pub(super) fn add(&self, problem: Problem) {
        self.0.borrow_mut().push(problem);
    }

    /// All of them, in the order of the file. A value that several tables share is read for each of them, but told once.
    pub(super) fn into_sorted(self) -> Vec<Problem> {
        let mut problems = self.0.into_inner();
        let mut told = HashSet::new();
        problems.retain(|problem| told.insert((problem.range.clone(), problem.message.clone())));
        problems.sort_by_key(|problem| problem.range.start);
        problems
    }
}
