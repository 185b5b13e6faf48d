//! Standard output and standard error of the commands. A reader that leaves (`| head`) ends nothing badly.

use std::io::{self, ErrorKind, IsTerminal as _, Write as _};

/// Writes to standard output and ends the line. Fails when the answer could not be given, but not when its reader left.
pub(super) fn say(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.write_all(b"\n")).and_then(|()| out.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}

/// Writes to standard error and ends the line. Where that fails there is nowhere left to say so.
pub(super) fn remark(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{text}");
}

/// Says why a command failed, with what led to it.
pub(super) fn complain(error: &anyhow::Error) {
    remark(&format!("error: {error}"));
    for cause in error.chain().skip(1) {
        remark(&format!("  because: {cause}"));
    }
}

/// Whether standard error shows colours: a terminal that is not told otherwise (no-color.org).
pub(super) fn coloured() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    io::stderr().is_terminal()
        && !set("NO_COLOR")
        && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
}
