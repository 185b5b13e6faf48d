//! A finger that comes down elsewhere has not dragged anything there.
//!
//! Many touch frames pose as a mouse: between two touches the pointer leaps, and the leap and the press reach the
//! program in one frame. egui takes the leap for the first move of a drag, so a tap on a list would throw the list by
//! as much and hit nothing. The press is therefore kept for the next frame, when the pointer is already there.

use egui::{Event, Pos2};

/// Holds back presses that follow a leap.
#[derive(Debug, Default)]
pub struct Finger {
    held: Vec<Event>,
}

impl Finger {
    /// Changes the events of a frame; `last` is where the pointer was before it. Whether something is held, so that
    /// another frame must follow.
    pub fn settle(&mut self, last: Option<Pos2>, events: &mut Vec<Event>) -> bool {
        events.splice(0..0, self.held.drain(..));
        let mut at = last;
        let leap = events.iter().position(|event| match event {
            Event::PointerMoved(pos) => {
                at = Some(*pos);
                false
            }
            Event::PointerGone => {
                at = None;
                false
            }
            Event::PointerButton { pressed: true, .. } => last.is_some() && at != last,
            _ => false,
        });
        if let Some(leap) = leap {
            self.held = events.split_off(leap);
        }
        !self.held.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use egui::{Modifiers, PointerButton, pos2};

    use super::*;

    fn button(pos: Pos2, pressed: bool) -> Event {
        Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers: Modifiers::NONE }
    }

    #[test]
    fn a_press_after_a_leap_waits_for_the_next_frame_and_nothing_is_lost() {
        let (from, to) = (pos2(1.0, 1.0), pos2(500.0, 400.0));
        let all = vec![Event::PointerMoved(to), button(to, true), button(to, false)];
        let mut finger = Finger::default();
        let mut events = all.clone();
        assert!(finger.settle(Some(from), &mut events));
        assert_eq!(events, all[..1]);
        let mut events = vec![Event::Copy];
        assert!(!finger.settle(Some(to), &mut events));
        assert_eq!(events, [&all[1..], &[Event::Copy]].concat(), "in their order");
    }

    #[test]
    fn a_press_where_the_pointer_is_or_of_a_real_touch_is_not_delayed() {
        let at = pos2(5.0, 5.0);
        let mut finger = Finger::default();
        for (last, events) in
            [(Some(at), vec![button(at, true)]), (None, vec![Event::PointerMoved(at), button(at, true)])]
        {
            let mut given = events.clone();
            assert!(!finger.settle(last, &mut given));
            assert_eq!(given, events);
        }
    }

    #[test]
    fn taps_in_one_frame_are_taken_one_by_one() {
        let (one, two) = (pos2(5.0, 5.0), pos2(50.0, 50.0));
        let tap = |at| [Event::PointerMoved(at), button(at, true), button(at, false)];
        let mut finger = Finger::default();
        let mut events = [tap(one), tap(two)].concat();
        let mut presses = 0;
        let mut last = Some(pos2(0.0, 0.0));
        for frame in 0..4 {
            let more = finger.settle(last, &mut events);
            presses += events
                .iter()
                .filter(|event| matches!(event, Event::PointerButton { pressed: true, .. }))
                .count();
            for event in events.drain(..) {
                if let Event::PointerMoved(pos) = event {
                    last = Some(pos);
                }
            }
            assert!(more || frame > 0);
        }
        assert_eq!(presses, 2);
    }
}
