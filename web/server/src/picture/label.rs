//! Names on a picture, each placed once where nothing stands yet, the most important first.

use lanterne_tiles::picture::font::Face;
use lanterne_tiles::picture::style::STYLE;
use lanterne_tiles::picture::{Anchor, Rect, Svg, Text};

use super::pen::Pen;

/// Names placed so far, and what they may not cover.
#[derive(Debug)]
pub(super) struct Names {
    room: Rect,
    taken: Vec<Rect>,
}

/// A name and how it is set.
#[derive(Debug, Clone, Copy)]
pub(super) struct Name<'a> {
    pub(super) words: &'a str,
    pub(super) at: [f64; 2],
    /// Units.
    pub(super) size: f64,
    pub(super) face: Face,
    pub(super) colour: &'a str,
    /// Radius in pixels of the dot it belongs to; 0: it is centred on its point.
    pub(super) dot: f64,
}

impl Names {
    pub(super) fn of(room: Rect) -> Self {
        Self { room, taken: Vec::new() }
    }

    /// Keeps names away from a rectangle.
    pub(super) fn keep_off(&mut self, rect: Rect) {
        self.taken.push(rect);
    }

    /// Places a name if there is room for it; says whether it did.
    pub(super) fn place(&mut self, svg: &mut Svg, name: &Name<'_>, pen: &Pen) -> bool {
        let size = pen.letters(name.size);
        let width = name.face.width(name.words, size);
        let (height, [x, y]) = (size * 1.15, name.at);
        let gap = name.dot + size * 0.3;
        let aside = [
            (Anchor::Start, x + gap, y),
            (Anchor::End, x - gap, y),
            (Anchor::Middle, x, y - gap - size * 0.35),
            (Anchor::Middle, x, y + gap + size * 0.35),
        ];
        let centred = [(Anchor::Middle, x, y)];
        let tries: &[(Anchor, f64, f64)] = if name.dot > 0.0 { &aside } else { &centred };
        for &(anchor, x, middle) in tries {
            let left = match anchor {
                Anchor::Start => x,
                Anchor::Middle => x - width / 2.0,
                Anchor::End => x - width,
            };
            let rect = Rect { x: left, y: middle - height / 2.0, width, height };
            let inside = self.room.holds([rect.x, rect.y]) && self.room.holds([rect.x + width, rect.y + height]);
            if inside && !self.taken.iter().any(|taken| taken.meets(rect)) {
                let baseline = middle + size * 0.34;
                let text =
                    Text { words: name.words, at: [x, baseline], size, face: name.face, colour: name.colour, anchor };
                svg.text(&text, Some(&STYLE.white));
                self.taken.push(rect);
                return true;
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_names_overlap_and_none_leaves_its_room() {
        let room = Rect { x: 0.0, y: 0.0, width: 200.0, height: 60.0 };
        let (mut names, pen) = (Names::of(room), Pen { unit: 1.0, thumbnail: false });
        let mut svg = Svg::new(200, 60, "", "");
        let name = |at| Name { words: "Saint-Quentin", at, size: 12.0, face: Face::Sans, colour: "#000000", dot: 2.0 };
        let placed: Vec<bool> = [[20.0, 30.0], [22.0, 31.0], [22.0, 29.0], [21.0, 30.0], [190.0, 30.0], [400.0, 30.0]]
            .map(|at| names.place(&mut svg, &name(at), &pen))
            .to_vec();
        assert!(placed[0]);
        assert_eq!((placed[4], placed[5]), (true, false));
        for (k, one) in names.taken.iter().enumerate() {
            assert!(names.taken[k + 1..].iter().all(|other| !other.meets(*one)));
            assert!(one.x >= 0.0 && one.x + one.width <= 200.0);
        }
    }
}
