//! Pictures in Word's files: `DrawingML` (ECMA-376 part 1, 20.4), in the size that the theme's `print/blocks.typ` gives them.

use super::body::{At, Writer};
use super::runs::Target;
use super::xml::{Element, element};
use crate::render::picture::{Kind, Picture};

const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006";

/// English metric units, in which drawings are measured: of a twip, a millimetre, and a pixel, 96 of them to the inch.
const TWIP: u64 = 635;
const MILLIMETRE: u64 = 36_000;
const PIXEL: u64 = 9_525;

/// Greatest height of a picture of its own and of one among letters.
pub(super) const FIGURE: u64 = 160 * MILLIMETRE;
pub(super) const INLINE: u64 = 30 * MILLIMETRE;

/// Returns the ending and the media type of a picture that every Word shows: drawings and WebP only newer ones do.
pub(super) fn media(of: &Picture) -> Option<(&'static str, &'static str)> {
    match of.kind {
        Kind::Png => Some(("png", "image/png")),
        Kind::Jpeg => Some(("jpg", "image/jpeg")),
        Kind::Gif => Some(("gif", "image/gif")),
        Kind::Webp | Kind::Svg => None,
    }
}

/// Returns the name of the file in the package that holds the picture of a number.
pub(super) fn file(number: usize, ending: &str) -> String {
    format!("media/hinh-{:03}.{ending}", number + 1)
}

/// Returns width and height as shown: its own, at most so wide and high.
fn size(pixels: (u64, u64), widest: u64, highest: u64) -> (u64, u64) {
    let own = (pixels.0.max(1) * PIXEL, pixels.1.max(1) * PIXEL);
    let width = own.0.min(widest).min(highest.saturating_mul(own.0) / own.1).max(1);
    (width, (width.saturating_mul(own.1) / own.0).max(1))
}

impl Writer {
    /// Returns a picture of the paper as a run, at most so high; `None` if Word would not show it.
    pub(super) fn picture(&mut self, image: usize, alt: &str, highest: u64, at: At) -> Option<Element> {
        let number = self.shown.get(image).copied().flatten()?;
        let picture = self.pictures.get(number)?;
        let (ending, _) = media(picture)?;
        let widest = TWIP * u64::try_from(at.width).unwrap_or(1);
        let (width, height) = size(picture.pixels?, widest, highest);
        let link = self.link(Target::Picture(file(number, ending)));
        self.drawings += 1;
        let named = |name| element(name).with("id", self.drawings).with("name", format!("Hình {}", self.drawings));
        let extent = |name| element(name).with("cx", width).with("cy", height);
        let locked =
            element("a:graphicFrameLocks").with("xmlns:a", format!("{DRAWING}/main")).with("noChangeAspect", 1);
        let fill = element("pic:blipFill")
            .add(element("a:blip").with("r:embed", link))
            .add(element("a:stretch").add(element("a:fillRect")));
        let shape = element("pic:spPr")
            .add(element("a:xfrm").add(element("a:off").with("x", 0).with("y", 0)).add(extent("a:ext")))
            .add(element("a:prstGeom").with("prst", "rect").add(element("a:avLst")));
        let pic = element("pic:pic")
            .with("xmlns:pic", format!("{DRAWING}/picture"))
            .add(element("pic:nvPicPr").add(named("pic:cNvPr")).add(element("pic:cNvPicPr")))
            .add(fill)
            .add(shape);
        let data = element("a:graphicData").with("uri", format!("{DRAWING}/picture")).add(pic);
        let inline = element("wp:inline")
            .with("xmlns:wp", format!("{DRAWING}/wordprocessingDrawing"))
            .with("distT", 0)
            .with("distB", 0)
            .with("distL", 0)
            .with("distR", 0)
            .add(extent("wp:extent"))
            .add(named("wp:docPr").with("descr", alt))
            .add(element("wp:cNvGraphicFramePr").add(locked))
            .add(element("a:graphic").with("xmlns:a", format!("{DRAWING}/main")).add(data));
        Some(element("w:r").add(element("w:drawing").add(inline)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_keeps_its_shape_within_its_bounds() {
        assert_eq!(size((96, 48), 10_000_000, FIGURE), (914_400, 457_200), "an inch stays an inch");
        assert_eq!(size((4000, 1000), 4_000_000, FIGURE), (4_000_000, 1_000_000));
        let (width, height) = size((1000, 4000), 4_000_000, INLINE);
        assert_eq!((width, height), (INLINE / 4, INLINE));
        assert_eq!(size((0, u64::MAX / PIXEL), 1, 1).0, 1);
    }
}
