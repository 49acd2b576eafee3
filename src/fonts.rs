//! Floor 0: the fonts that the window and the PDF draw with.

/// Waymark Text, regular.
pub const WAYMARK_REGULAR: &[u8] = include_bytes!("../content/fonts/WaymarkText-Regular.ttf");
/// Waymark Text, italic.
pub const WAYMARK_ITALIC: &[u8] = include_bytes!("../content/fonts/WaymarkText-Italic.ttf");
/// Waymark Text, semi-bold.
pub const WAYMARK_SEMI_BOLD: &[u8] = include_bytes!("../content/fonts/WaymarkText-SemiBold.ttf");
/// Waymark Text, bold.
pub const WAYMARK_BOLD: &[u8] = include_bytes!("../content/fonts/WaymarkText-Bold.ttf");
/// The fallback, regular: for names that Waymark Text cannot spell.
pub const FALLBACK_REGULAR: &[u8] = include_bytes!("../content/fonts/NotoSansFallback-Regular.ttf");
/// The fallback, bold.
pub const FALLBACK_BOLD: &[u8] = include_bytes!("../content/fonts/NotoSansFallback-Bold.ttf");
