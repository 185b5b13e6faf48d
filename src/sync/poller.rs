//! The life of one source: ask, take or refuse, wait.

use std::rc::Rc;

use super::{
    Fault,
    collect::{Question, collect},
    desk::Desk,
    schedule::Schedule,
};

/// Asks one source for ever.
pub(super) async fn run(desk: Rc<Desk>, index: usize) {
    let mut schedule = Schedule::new(desk.feeds[index].config.poll);
    loop {
        // A task of its own, so that a reader that panics over one document ends the poll, not the poller.
        let asked = tokio::task::spawn_local(poll(Rc::clone(&desk), index)).await;
        let wait = match asked {
            Ok(Ok(())) => schedule.after_success(),
            Ok(Err(fault)) => {
                desk.refuse(index, &fault);
                let wish = if let Fault::Answered(_, pause) = fault { pause } else { None };
                schedule.after_failure(wish)
            }
            Err(stopped) if stopped.is_cancelled() => return,
            Err(_) => {
                desk.refuse(index, &Fault::Refused("reading it failed inside gongshi".into()));
                schedule.after_failure(None)
            }
        };
        tokio::time::sleep(wait).await;
    }
}

async fn poll(desk: Rc<Desk>, index: usize) -> Result<(), Fault> {
    // Where the disk could not be read at the start, it may be readable now.
    if desk.load() {
        desk.publish();
        desk.content_changed.notify_one();
    }
    let feed = &desk.feeds[index];
    let (publication, highest) = desk.known(index);
    let known = publication.as_ref().map_or(&[][..], |publication| &publication.pages);
    let (rules, alerts) = (feed.config.rules, feed.config.alerts.as_deref());
    let collected = collect(&desk.http, Question { url: &feed.url, rules, known, highest, alerts }).await?;
    // Released, so that the desk can change the one copy in place.
    drop(publication);
    desk.accept(index, collected);
    Ok(())
}
