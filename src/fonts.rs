//! The embedded fonts, once for the whole program: the faces draw with them, and PDFs that bring no Chinese font.

/// Noto Sans SC, cut down to GBK; see assets/fonts/README.md.
pub static REGULAR: &[u8] = include_bytes!("../assets/fonts/NotoSansSC-Regular.otf");

/// The same in bold.
pub static BOLD: &[u8] = include_bytes!("../assets/fonts/NotoSansSC-Bold.otf");
