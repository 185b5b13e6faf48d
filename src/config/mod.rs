//! What staff write: a TOML file that says which sources a hall has and which screens show what.
//!
//! Every mistake points at its line and says what to write instead. Nothing here talks to the network.

mod hall;

pub use hall::{Column, Face, Hall, NoScreen, Screen, Source, StripOptions, Sweep, ThemeName};
