//! Floor 0: the fonts of window and print: one set of bytes for both, so that they measure and cover alike.

/// Waymark Text, regular.
pub static WAYMARK_REGULAR: &[u8] = include_bytes!("../content/fonts/WaymarkText-Regular.ttf");
/// Waymark Text, italic.
pub static WAYMARK_ITALIC: &[u8] = include_bytes!("../content/fonts/WaymarkText-Italic.ttf");
/// Waymark Text, semibold.
pub static WAYMARK_SEMIBOLD: &[u8] = include_bytes!("../content/fonts/WaymarkText-SemiBold.ttf");
/// Waymark Text, bold.
pub static WAYMARK_BOLD: &[u8] = include_bytes!("../content/fonts/WaymarkText-Bold.ttf");
/// The fallback for letters that Waymark Text lacks, regular.
pub static NOTO_REGULAR: &[u8] = include_bytes!("../content/fonts/NotoSansFallback-Regular.ttf");
/// The fallback, bold.
pub static NOTO_BOLD: &[u8] = include_bytes!("../content/fonts/NotoSansFallback-Bold.ttf");
