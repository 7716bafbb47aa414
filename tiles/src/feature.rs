//! What the features of a layer say beside their geometry: code, name, and columns in row order.
//!
//! For: stored tiles and those made when they are asked for. Refuses to know: geometry. Next: [`crate::encode`].

use std::borrow::Borrow;

use crate::encode::{Geometry, Layer, Value};

pub(crate) const CODE: (&str, &str) = ("code", "String");
pub(crate) const NOM: (&str, &str) = ("nom", "String");

/// A property of a level's features beside `code` and `nom`.
#[derive(Clone, Copy, Debug)]
pub struct Property<'a> {
    /// Its key.
    pub key: &'a str,
    /// Its values in row order.
    pub column: Column<'a>,
}

/// Values in row order.
#[derive(Clone, Copy, Debug)]
pub enum Column<'a> {
    /// Texts.
    Text(&'a [String]),
    /// Whole numbers.
    Whole(&'a [u64]),
    /// Numbers.
    Real(&'a [f64]),
    /// Numbers that may be missing: the feature then lacks the property.
    Known(&'a [Option<f64>]),
    /// Texts that may be missing.
    Said(&'a [Option<&'a str>]),
}

impl<'a> Column<'a> {
    pub(crate) fn len(&self) -> usize {
        match self {
            Self::Text(values) => values.len(),
            Self::Whole(values) => values.len(),
            Self::Real(values) => values.len(),
            Self::Known(values) => values.len(),
            Self::Said(values) => values.len(),
        }
    }

    /// As TileJSON names it.
    fn kind(&self) -> &'static str {
        match self {
            Self::Text(_) | Self::Said(_) => "String",
            Self::Whole(_) | Self::Real(_) | Self::Known(_) => "Number",
        }
    }

    fn at(&self, row: usize) -> Value<'a> {
        match self {
            Self::Text(values) => Value::Text(&values[row]),
            Self::Whole(values) => Value::Number(values[row]),
            Self::Real(values) => Value::Real(values[row].to_bits()),
            Self::Known(values) => values[row].map_or(Value::Missing, |number| Value::Real(number.to_bits())),
            Self::Said(values) => values[row].map_or(Value::Missing, Value::Text),
        }
    }
}

/// What the features of a layer say, by row.
#[derive(Clone, Copy, Debug)]
pub struct Features<'a> {
    /// Name of the layer.
    pub layer: &'a str,
    /// Codes in row order; a row is a feature's id.
    pub codes: &'a [String],
    /// Names in row order.
    pub names: &'a [String],
    /// What they say beside.
    pub properties: &'a [Property<'a>],
}

impl<'a> Features<'a> {
    /// Keys of the properties, with their kinds as TileJSON names them.
    #[must_use]
    pub fn fields(&self) -> Vec<(&'a str, &'static str)> {
        [CODE, NOM].into_iter().chain(self.properties.iter().map(|p| (p.key, p.column.kind()))).collect()
    }

    /// A tile of some rows with their geometries, uncompressed.
    pub(crate) fn tile(&self, geometries: impl IntoIterator<Item = (usize, impl Borrow<Geometry>)>) -> Vec<u8> {
        let keys: Vec<&str> = self.fields().into_iter().map(|(key, _)| key).collect();
        let mut layer = Layer::new(self.layer, &keys);
        for (row, geometry) in geometries {
            let named = [Value::Text(&self.codes[row]), Value::Text(&self.names[row])];
            let said = self.properties.iter().map(|property| property.column.at(row));
            layer.push(Some(row as u64), named.into_iter().chain(said), geometry.borrow());
        }
        layer.into_tile()
    }
}
