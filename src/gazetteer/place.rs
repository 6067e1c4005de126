//! One row of the gazetteer.

use crate::model::fact::place_key;

/// The type of a unit, by the catalogue's names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// `TINH`: tỉnh.
    Province,
    /// `TP_TW`: a city that is a province (thành phố trực thuộc trung ương).
    CentralCity,
    /// `QUAN`: quận.
    UrbanDistrict,
    /// `HUYEN`: huyện.
    District,
    /// `TX`: thị xã.
    Town,
    /// `TP`: a city inside a province.
    City,
    /// `XA`: xã.
    Commune,
    /// `PHUONG`: phường.
    Ward,
    /// `TT`: thị trấn.
    Township,
    /// `DACKHU`: đặc khu.
    SpecialZone,
}

impl Kind {
    /// The catalogue's name → the kind.
    pub fn from_code(code: &str) -> Option<Self> {
        Some(match code {
            "TINH" => Self::Province,
            "TP_TW" => Self::CentralCity,
            "QUAN" => Self::UrbanDistrict,
            "HUYEN" => Self::District,
            "TX" => Self::Town,
            "TP" => Self::City,
            "XA" => Self::Commune,
            "PHUONG" => Self::Ward,
            "TT" => Self::Township,
            "DACKHU" => Self::SpecialZone,
            _ => return None,
        })
    }

    /// 1 province, 2 district, 3 commune.
    pub fn level(self) -> u8 {
        match self {
            Self::Province | Self::CentralCity => 1,
            Self::UrbanDistrict | Self::District | Self::Town | Self::City => 2,
            Self::Commune | Self::Ward | Self::Township | Self::SpecialZone => 3,
        }
    }

    /// The word before the name: `tỉnh`, `thành phố`, `huyện`…
    pub fn word(self) -> &'static str {
        match self {
            Self::Province => "tỉnh",
            Self::CentralCity | Self::City => "thành phố",
            Self::UrbanDistrict => "quận",
            Self::District => "huyện",
            Self::Town => "thị xã",
            Self::Commune => "xã",
            Self::Ward => "phường",
            Self::Township => "thị trấn",
            Self::SpecialZone => "đặc khu",
        }
    }
}

/// A unit of one level, with one code, from one day on. Two are equal if their keys are:
/// (`level`, `code`, `valid_from`).
#[derive(Debug, Clone, Copy)]
pub struct Place {
    /// 1 province, 2 district, 3 commune.
    pub level: u8,
    /// Official code. Alone no key: codes are used again.
    pub code: &'static str,
    /// Its type.
    pub kind: Kind,
    /// With diacritics, without the kind word, as the catalogue spells it.
    pub name: &'static str,
    /// Code one level up (of a commune after 2025-07-01: its province's); empty for a province.
    pub parent: &'static str,
    /// First day in force, `YYYY-MM-DD`; empty: since 2021-11-01 or before.
    pub valid_from: &'static str,
    /// First day no longer in force; empty: still in force.
    pub valid_to: &'static str,
    /// Codes of the same level, separated by commas, main part first, `~` before one that took
    /// only a part. [`super::Gazetteer::successors`] reads it.
    pub successors: &'static str,
}

impl PartialEq for Place {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Eq for Place {}

impl Place {
    /// (`level`, `code`, `valid_from`).
    pub fn key(&self) -> (u8, &'static str, &'static str) {
        (self.level, self.code, self.valid_from)
    }

    /// [`Self::key`] as one text: [`place_key`].
    pub fn key_text(&self) -> String {
        place_key(self.level, self.code, self.valid_from)
    }

    /// [`Self::valid_from`], none where it is empty: as exported.
    pub fn since(&self) -> Option<&'static str> {
        (!self.valid_from.is_empty()).then_some(self.valid_from)
    }

    /// Whether it was in force on `day` (`YYYY-MM-DD`, what follows is ignored).
    pub fn in_force(&self, day: &str) -> bool {
        let day = day.get(..10).unwrap_or(day);
        self.valid_from <= day && (self.valid_to.is_empty() || day < self.valid_to)
    }

    /// tỉnh, thành phố, quận, huyện, thị xã, xã, phường, thị trấn or đặc khu.
    pub fn type_word(&self) -> &'static str {
        self.kind.word()
    }

    /// Kind word and name: `huyện Đắk Hà`.
    pub fn full_name(&self) -> String {
        format!("{} {}", self.type_word(), self.name)
    }

    /// Level of [`Self::parent`]; 0 for a province.
    pub(super) fn parent_level(&self) -> u8 {
        match self.parent.len() {
            0 => 0,
            2 => 1,
            _ => 2,
        }
    }
}
