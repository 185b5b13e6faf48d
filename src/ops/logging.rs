//! The log, on standard error: journald or a terminal takes it from there.

use std::io::IsTerminal as _;

use tracing_subscriber::EnvFilter;

/// The variable that says what is logged, such as `gongshi::sync=debug`.
pub const VARIABLE: &str = "GONGSHI_LOG";

/// Starts the log. `verbose` counts the `-v` of the command line; [`VARIABLE`] wins over it.
///
/// A filter that cannot be read is said so in the log itself, and the default takes its place: a typing error
/// must not keep a screen dark. Calling it again changes nothing.
pub fn init(verbose: u8) {
    let default = default_filter(verbose);
    let (filter, mistake) = match std::env::var(VARIABLE) {
        Ok(text) if !text.trim().is_empty() => match EnvFilter::try_new(&text) {
            Ok(filter) => (filter, None),
            Err(error) => (EnvFilter::new(default), Some(error)),
        },
        _ => (EnvFilter::new(default), None),
    };
    let begun = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .with_target(verbose > 0)
        .try_init()
        .is_ok();
    if let (true, Some(error)) = (begun, mistake) {
        tracing::warn!(
            "{VARIABLE} is not a filter: {error}; write such as `gongshi=debug`. Using `{default}`"
        );
    }
}

/// Other crates speak only of what is wrong, unless everything is asked for; the graphics crates also warn of drawing
/// on the processor, which is no fault here.
const fn default_filter(verbose: u8) -> &'static str {
    match verbose {
        0 => "warn,egui_wgpu=error,wgpu_hal=error,gongshi=info",
        1 => "warn,gongshi=debug",
        2 => "info,gongshi=trace",
        _ => "trace",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_are_filters() {
        for verbose in 0..4 {
            EnvFilter::try_new(default_filter(verbose)).unwrap();
        }
    }

    #[test]
    fn twice_is_harmless() {
        init(0);
        init(3);
    }
}
