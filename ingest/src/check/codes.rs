//! INSEE's own lists of codes against those of the snapshot, as French text: a line per difference.

use lanterne_data::row::CogGap;

use super::prose::{counted, paragraph};

/// Every difference, or that there is none; `files` names what was read.
pub(super) fn section(text: &mut String, files: &str, gaps: &[CogGap]) {
    text.push_str(&paragraph(&format!("Fichiers lus : {files}."), 0));
    let count = match gaps.len() {
        0 => "Aucune différence.".to_owned(),
        count => format!("{}.", counted(count, "différence", "différences")),
    };
    text.push_str(&paragraph(&count, 0));
    for gap in gaps {
        let CogGap { file, cog, code, what, published, held, .. } = gap;
        let line = format!("{code}, {what}, COG {cog} : « {published} » publié ({file}), « {held} » dans l'instantané");
        text.push_str(&paragraph(&line, 0));
    }
}
