//! The signals that ask the program to end: it closes its window and leaves nothing half-written.

use std::{io, time::Duration};

use signal_hook::{
    consts::{SIGHUP, SIGINT, SIGTERM},
    iterator::Signals,
    low_level::emulate_default_handler,
};

/// How long the window may take to close; a program that hangs must not outlive its supervisor's patience.
const PATIENCE: Duration = Duration::from_secs(3);

/// Calls `close` at the first SIGTERM, SIGINT or SIGHUP, on a thread of its own. If the program still runs after
/// three seconds, or is signalled again, it dies of the signal as any program would.
///
/// # Errors
/// The system refuses to tell of signals, or gives no thread.
pub fn on_end(close: impl Fn() + Send + 'static) -> io::Result<()> {
    let mut signals = Signals::new([SIGTERM, SIGINT, SIGHUP])?;
    std::thread::Builder::new().name("signals".into()).spawn(move || {
        let mut coming = signals.forever();
        let Some(signal) = coming.next() else { return };
        tracing::info!(signal, "asked to end");
        close();
        std::thread::Builder::new()
            .name("patience".into())
            .spawn(move || {
                std::thread::sleep(PATIENCE);
                die(signal);
            })
            .map_or_else(|_| die(signal), drop);
        if let Some(signal) = coming.next() {
            die(signal);
        }
    })?;
    Ok(())
}

fn die(signal: i32) {
    // It only fails for signals that end nothing.
    let _ = emulate_default_handler(signal);
}
