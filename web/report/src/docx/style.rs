//! How the document looks: named styles, so that who edits it changes one and not a hundred paragraphs.
//!
//! Colours are the identity's. Its letters are not on people's machines: Cambria and Calibri are on those that have Word, and
//! `package` names what stands for them elsewhere; Georgia's figures of uneven height would be read badly in a table. Names of
//! styles are read in Word: French, but for those that Word knows and translates itself.

use docx_rs::{
    AbstractNumbering, AlignmentType, Docx, Level, LevelJc, LevelText, LineSpacing, LineSpacingType, NumberFormat,
    Numbering, ParagraphBorder, ParagraphBorderPosition, ParagraphBorders, ParagraphProperty, Run, RunFonts,
    RunProperty, Shading, ShdType, SpecialIndentType, Start, Style, StyleType, Tab, TabValueType,
};

use super::desk::run;

pub(super) const INK: &str = "17203A";
pub(super) const INK_2: &str = "4A5370";
const INK_3: &str = "626985";
pub(super) const RULE: &str = "DDD7CB";
const PAPER_2: &str = "F3EFE7";
pub(super) const LANTERN_TEXT: &str = "A04F00";
pub(super) const LANTERN_FILL: &str = "B85C00";
pub(super) const OTHERS: &str = "8A92AE";
pub(super) const COOL: &str = "3B4CA0";

/// A4, twentieths of a point.
pub(super) const PAGE: (u32, u32) = (11_906, 16_838);
/// On each side.
pub(super) const MARGIN: i32 = 1_021;
/// Width of the text: twentieths of a point, millimetres.
pub(super) const TEXT: usize = 9_864;
pub(super) const TEXT_MM: f64 = 174.0;

/// Sizes of the letters of a table, half points.
pub(super) const CELL_SIZE: usize = 19;
pub(super) const HEAD_SIZE: usize = 17;

pub(super) const HOUSE: &str = "Maison";
pub(super) const KICKER: &str = "Surtitre";
pub(super) const TITLE: &str = "Title";
pub(super) const SUBTITLE: &str = "Subtitle";
pub(super) const SYNTHETIC: &str = "Synthetique";
pub(super) const CONTENTS: &str = "TOCHeading";
pub(super) const CONTENTS_LINE: &str = "TOC1";
pub(super) const HEADING_1: &str = "Heading1";
pub(super) const HEADING_2: &str = "Heading2";
pub(super) const LEAD: &str = "Chapeau";
pub(super) const KEY: &str = "Legende";
pub(super) const FINDING: &str = "Constat";
pub(super) const REMARK: &str = "Remarque";
pub(super) const PICTURE: &str = "Image";
pub(super) const SOURCE: &str = "Source";
pub(super) const NOTE: &str = "Note";
pub(super) const BODY: &str = "BodyText";
pub(super) const ITEM: &str = "ListBullet";
pub(super) const HEAD: &str = "TeteTableau";
pub(super) const CELL: &str = "TexteTableau";
pub(super) const APART: &str = "Intervalle";
pub(super) const BOX: &str = "Encadre";
pub(super) const BOX_COOL: &str = "EncadreManque";
pub(super) const FOOT: &str = "Footer";

/// The list of bullets; the first is the writer's own.
pub(super) const BULLET: usize = 2;

/// An empty document that has its styles.
pub(super) fn sheet() -> Docx {
    let document = Docx::new().default_fonts(letters(SANS)).default_size(21).default_line_spacing(lines(0, 120, 264));
    let document = document
        .add_abstract_numbering(
            AbstractNumbering::new(BULLET).add_level(
                Level::new(0, Start::new(1), NumberFormat::new("bullet"), LevelText::new("•"), LevelJc::new("left"))
                    .indent(Some(340), Some(SpecialIndentType::Hanging(227)), None, None),
            ),
        )
        .add_numbering(Numbering::new(BULLET, BULLET));
    titles().into_iter().chain(words()).chain(frames()).fold(document, Docx::add_style)
}

/// The large figure that starts a sentence.
pub(super) fn large(figure: &str) -> Run {
    run(figure).bold().size(44).color(LANTERN_TEXT).fonts(letters(SERIF))
}

const SERIF: &str = "Cambria";
const SANS: &str = "Calibri";

fn letters(name: &str) -> RunFonts {
    RunFonts::new().ascii(name).hi_ansi(name).cs(name)
}

/// Space before and after, twentieths of a point, and between lines, where 240 is one line.
fn lines(before: u32, after: u32, line: i32) -> LineSpacing {
    LineSpacing::new().before(before).after(after).line(line).line_rule(LineSpacingType::Auto)
}

fn spaced(before: u32, after: u32) -> ParagraphProperty {
    ParagraphProperty::new().line_spacing(lines(before, after, 264))
}

/// Letters of a size, half points, in a colour.
fn set(size: usize, colour: &str) -> RunProperty {
    RunProperty::new().size(size).color(colour)
}

fn serif(size: usize, colour: &str) -> RunProperty {
    set(size, colour).fonts(letters(SERIF))
}

fn style(id: &str, name: &str, paragraph: ParagraphProperty, letters: RunProperty) -> Style {
    let mut style = Style::new(id, StyleType::Paragraph).name(name).based_on("Normal");
    style.paragraph_property = paragraph;
    style.run_property = letters;
    style
}

fn titles() -> Vec<Style> {
    let tight = |before, after| ParagraphProperty::new().line_spacing(lines(before, after, 240)).keep_next(true);
    vec![
        style(HOUSE, "Maison", spaced(0, 480), set(20, INK_2)),
        style(KICKER, "Surtitre", spaced(0, 120), set(24, LANTERN_TEXT).bold()),
        style(TITLE, "Title", ParagraphProperty::new().line_spacing(lines(0, 160, 240)), serif(60, INK)),
        style(SUBTITLE, "Subtitle", spaced(0, 160), serif(26, INK)),
        style(SYNTHETIC, "Mention synthétique", spaced(0, 160), set(20, INK_2).italic()),
        style(CONTENTS, "TOC Heading", tight(0, 240), serif(44, INK).bold()),
        style(CONTENTS_LINE, "toc 1", spaced(0, 100), serif(24, INK)),
        style(HEADING_1, "heading 1", tight(600, 200).outline_lvl(0), serif(44, INK).bold()),
        style(HEADING_2, "heading 2", tight(360, 120).outline_lvl(1), serif(27, INK).bold()),
    ]
}

fn words() -> Vec<Style> {
    let kept = |before, after| spaced(before, after).keep_next(true).keep_lines(true);
    vec![
        style(LEAD, "Chapeau", kept(0, 100), serif(26, INK)),
        style(KEY, "Légende des signes", kept(100, 160), set(18, INK_2)),
        style(FINDING, "Constat", kept(280, 60).set_borders(edge(ParagraphBorderPosition::Top, 4, RULE)), set(22, INK)),
        style(REMARK, "Remarque", kept(0, 60), set(18, INK_2)),
        style(
            PICTURE,
            "Image",
            ParagraphProperty::new().line_spacing(lines(80, 80, 240)).keep_next(true),
            set(21, INK),
        ),
        style(SOURCE, "Source", spaced(40, 160), set(17, INK_3)),
        style(NOTE, "Note", spaced(60, 60), set(17, INK_2)),
        style(BODY, "Body Text", spaced(0, 140), set(21, INK)),
        style(ITEM, "List Bullet", spaced(0, 80), set(21, INK)),
        style(HEAD, "Tête de tableau", spaced(0, 0).keep_next(true), set(HEAD_SIZE, INK_2).bold()),
        style(CELL, "Texte de tableau", ParagraphProperty::new().line_spacing(lines(0, 0, 240)), set(CELL_SIZE, INK)),
        style(APART, "Intervalle", ParagraphProperty::new().line_spacing(lines(0, 0, 240)), set(8, INK)),
    ]
}

fn frames() -> Vec<Style> {
    let framed = |colour: &str| {
        spaced(0, 0)
            .set_borders(edge(ParagraphBorderPosition::Left, 24, colour).set(gap(ParagraphBorderPosition::Between)))
            .shading(Shading::new().shd_type(ShdType::Clear).fill(PAPER_2))
            .indent(Some(227), None, None, None)
            .keep_lines(true)
    };
    let foot = Tab::new().val(TabValueType::Right).pos(TEXT);
    vec![
        style(BOX, "Encadré", framed(LANTERN_FILL), set(20, INK)),
        style(BOX_COOL, "Encadré, ce qui manque", framed(COOL), set(20, INK)),
        style(FOOT, "footer", spaced(0, 0).align(AlignmentType::Left).add_tab(foot), set(17, INK_3)),
    ]
}

fn edge(position: ParagraphBorderPosition, size: usize, colour: &str) -> ParagraphBorders {
    ParagraphBorders::with_empty().set(ParagraphBorder::new(position).size(size).space(8).color(colour))
}

/// Between paragraphs of one frame, a thread of its own ground: nothing but room.
fn gap(position: ParagraphBorderPosition) -> ParagraphBorder {
    ParagraphBorder::new(position).size(4).space(4).color(PAPER_2)
}
