//! What a visitor has done so far, and the one function that changes it.

use super::Page;

/// How many pages back leads at most; a visitor who taps for an hour must not fill the memory.
const HISTORY: usize = 32;

/// The state of a visit. Nothing of it outlives the idle reset.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct View {
    page: Page,
    /// The visit of the page that is open.
    visit: u64,
    /// The ways back, each with its visit, so that a list stands where it was left.
    back: Vec<(Page, u64)>,
    /// Counts visits to pages, so that a page opened anew starts at its top.
    visits: u64,
    /// The keys of the extreme interrupts that the visitor has taken note of.
    acknowledged: Vec<String>,
    /// Seconds of the monotonic frame clock at the last touch.
    touched: f64,
}

/// What a touch asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Opens a page.
    Open(Page),
    /// Opens a page in the place of this one: the next or the previous item of a list.
    Replace(Page),
    /// 返回.
    Back,
    /// 首页; everything about the visit is forgotten.
    Home,
    /// An extreme interrupt with this key has been read; the page beneath comes back as it was.
    Acknowledge(String),
}

impl View {
    /// A view that stands on a page.
    pub fn at(page: Page) -> Self {
        Self { page, ..Self::default() }
    }

    /// The page that is open.
    pub const fn page(&self) -> &Page {
        &self.page
    }

    /// Differs for every visit to a page, for the memory of scroll positions.
    pub const fn visit(&self) -> u64 {
        self.visit
    }

    /// The one reducer.
    pub fn reduce(&mut self, action: Action) {
        match action {
            Action::Open(page) => {
                if self.back.len() == HISTORY {
                    self.back.remove(0);
                }
                let left = std::mem::replace(&mut self.page, page);
                self.back.push((left, self.visit));
                self.begin_visit();
            }
            Action::Replace(page) => {
                self.page = page;
                self.begin_visit();
            }
            Action::Back => match self.back.pop() {
                Some((page, visit)) => (self.page, self.visit) = (page, visit),
                None => self.reduce(Action::Home),
            },
            Action::Home => {
                self.page = Page::Home;
                self.back.clear();
                self.begin_visit();
            }
            Action::Acknowledge(key) => {
                if self.acknowledged.len() == HISTORY {
                    self.acknowledged.remove(0);
                }
                self.acknowledged.push(key);
            }
        }
    }

    /// Whether the visitor has taken note of an extreme interrupt; the next one has not.
    pub fn has_acknowledged(&self, key: &str) -> bool {
        self.acknowledged.iter().any(|known| known == key)
    }

    const fn begin_visit(&mut self) {
        self.visits += 1;
        self.visit = self.visits;
    }

    /// A finger is on the screen, at a time of the monotonic frame clock in seconds.
    pub const fn touch(&mut self, now: f64) {
        self.touched = now;
    }

    /// Goes home once nobody has touched the screen for `limit` seconds; returns the seconds left until then,
    /// `None` when it stands at home anyway
    /// and nobody has acknowledged anything.
    pub fn idle(&mut self, now: f64, limit: f64) -> Option<f64> {
        if self.page == Page::Home && self.back.is_empty() && self.acknowledged.is_empty() {
            return None;
        }
        let left = self.touched + limit - now;
        if left > 0.0 {
            return Some(left);
        }
        self.end();
        None
    }

    /// Forgets the visit.
    pub fn end(&mut self) {
        self.reduce(Action::Home);
        self.acknowledged.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn item(id: &str) -> Page {
        Page::Item(id.into())
    }

    #[test]
    fn back_leads_the_way_one_came() {
        let mut view = View::default();
        view.reduce(Action::Open(Page::Column("guide".into())));
        view.reduce(Action::Open(item("a")));
        view.reduce(Action::Replace(item("b")));
        view.reduce(Action::Back);
        assert_eq!(*view.page(), Page::Column("guide".into()));
        view.reduce(Action::Back);
        assert_eq!(*view.page(), Page::Home);
        view.reduce(Action::Back);
        assert_eq!(*view.page(), Page::Home);
    }

    #[test]
    fn a_visitor_who_walked_away_is_forgotten() {
        let mut view = View::default();
        view.touch(10.0);
        view.reduce(Action::Open(item("a")));
        assert_eq!(view.idle(99.0, 90.0), Some(1.0));
        view.touch(99.0);
        assert_eq!(view.idle(188.0, 90.0), Some(1.0));
        assert_eq!(view.idle(189.0, 90.0), None);
        assert_eq!(*view.page(), Page::Home);
        view.reduce(Action::Back);
        assert_eq!(*view.page(), Page::Home, "no way back into another's visit");
    }

    #[test]
    fn a_list_stands_where_it_was_left_and_a_new_one_at_its_top() {
        let mut view = View::default();
        view.reduce(Action::Open(Page::Column("guide".into())));
        let list = view.visit();
        view.reduce(Action::Open(item("a")));
        assert_ne!(view.visit(), list);
        view.reduce(Action::Back);
        assert_eq!(view.visit(), list);
        view.reduce(Action::Home);
        view.reduce(Action::Open(Page::Column("guide".into())));
        assert_ne!(view.visit(), list);
    }

    #[test]
    fn taking_note_of_an_interrupt_leaves_the_visit_as_it_was_and_is_forgotten_with_it() {
        let mut view = View::default();
        view.reduce(Action::Open(item("a")));
        let before = (view.page().clone(), view.visit());
        view.reduce(Action::Acknowledge("fire".into()));
        assert_eq!((view.page().clone(), view.visit()), before);
        assert!(view.has_acknowledged("fire") && !view.has_acknowledged("flood"));
        view.reduce(Action::Home);
        assert!(view.has_acknowledged("fire"), "still the same visitor");
        assert_eq!(view.idle(89.0, 90.0), Some(1.0));
        assert_eq!(view.idle(90.0, 90.0), None);
        assert!(!view.has_acknowledged("fire"), "the next one has not read it");
    }

    proptest! {
        #[test]
        fn no_tapping_grows_without_end(taps in prop::collection::vec(0u8..5, 0..400)) {
            let mut view = View::default();
            for tap in taps {
                view.reduce(match tap {
                    0 => Action::Open(item("a")),
                    1 => Action::Replace(item("b")),
                    2 => Action::Back,
                    3 => Action::Acknowledge(view.visit().to_string()),
                    _ => Action::Home,
                });
                prop_assert!(view.back.len() <= HISTORY && view.acknowledged.len() <= HISTORY);
            }
            view.reduce(Action::Home);
            prop_assert_eq!(view.page(), &Page::Home);
        }
    }
}
