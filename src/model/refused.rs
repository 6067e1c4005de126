//! What the rules looked at and refused, and why: it passes from `extract` to `ask` and `show`.

use super::Mention;
use serde::{Serialize, Serializer};

/// What a refused candidate would have been a value of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Field {
    /// Of [`super::Record::awards`].
    Awards,
    /// Of [`super::Record::officials`].
    Officials,
    /// Of [`super::Record::units`].
    Units,
    /// Of [`super::Record::dates`].
    Dates,
    /// Of [`super::Record::ratings`].
    Ratings,
    /// Of [`super::Record::events`].
    Events,
    /// A number that is none of these.
    Numbers,
}

impl Field {
    /// Every field, in the order of the output.
    pub const ALL: [Field; 7] = [
        Field::Awards,
        Field::Officials,
        Field::Units,
        Field::Dates,
        Field::Ratings,
        Field::Events,
        Field::Numbers,
    ];

    /// As the JSON names it.
    pub fn name(self) -> &'static str {
        match self {
            Field::Awards => "awards",
            Field::Officials => "officials",
            Field::Units => "units",
            Field::Dates => "dates",
            Field::Ratings => "ratings",
            Field::Events => "events",
            Field::Numbers => "numbers",
        }
    }
}

/// One candidate that a rule refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// What it would have been.
    pub field: Field,
    /// Why it is none.
    pub reason: Reason,
    /// The rule that refused it.
    pub rule: &'static str,
    /// Where it stands.
    pub span: Mention,
}

/// The reasons and their slugs, which are part of the JSON and stay.
macro_rules! reasons {
    ($($(#[$doc:meta])* $name:ident = $slug:literal,)*) => {
        /// Why a candidate is refused.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Reason { $($(#[$doc])* $name,)* }

        impl Reason {
            /// Every reason.
            pub const ALL: &'static [Reason] = &[$(Reason::$name,)*];

            /// As the JSON names it; its text is `reason.` and this.
            pub fn slug(self) -> &'static str {
                match self { $(Reason::$name => $slug,)* }
            }
        }
    };
}

reasons! {
    /// Says again what the article has said.
    Copy = "copy",
    /// A total whose parts are counted.
    Total = "total",
    /// A part of what is counted whole.
    Part = "part",
    /// A target, an aim, a quota.
    Target = "target",
    /// What a law or a standard asks for.
    Standard = "standard",
    /// A question asks of it.
    Question = "question",
    /// A licence or an attestation, which commends nobody.
    Licence = "licence",
    /// Taken back or refused by those who decide.
    Revoked = "revoked",
    /// How many there are, not how many are conferred now.
    Stock = "standing-stock",
    /// A title kept up or aimed at.
    Kept = "kept",
    /// Its words belong to the award before.
    Taken = "taken",
    /// An award whose recipients are neither counted nor named.
    NoRecipient = "no-recipient",
    /// Recipients counted in a sentence that names no award.
    NoAward = "no-award",
    /// Recipients counted beside awards that do not take them.
    Untaken = "untaken",
    /// Names a field of work and no act.
    NoAct = "no-act",
    /// A prize of a draw.
    Lottery = "lottery",
    /// A title before a name that only calls the person.
    CallsPerson = "calls-person",
    /// A title that only calls the recipients of another award.
    CallsRecipient = "calls-recipient",
    /// Words that only look like an award (`giải phóng`, `giải ba bài toán`).
    NotAnAward = "not-an-award",
    /// A number of things that get no award.
    NotARecipient = "not-a-recipient",
    /// A sum of money.
    Money = "money",
    /// A percentage.
    Percentage = "percentage",
    /// Those who take part.
    Participants = "participants",
    /// A length of time or an age.
    Duration = "duration",
    /// A decimal, or longer than any count.
    Decimal = "decimal",
    /// Digits inside a longer number, a date or a fraction.
    PartOfNumber = "part-of-number",
    /// The number of a document, a telephone or the like.
    DocumentNumber = "document-number",
    /// Two numbers with a stroke and no word that makes them a date.
    Fraction = "fraction",
    /// A day that no calendar has.
    NoSuchDay = "no-such-day",
    /// A day of the moon's calendar.
    Lunar = "lunar",
    /// The name of a holiday.
    Holiday = "holiday",
    /// Four digits with no word that makes them a year.
    BareNumber = "bare-number",
    /// Nothing tells the year.
    NoYear = "no-year",
    /// The page's own staff.
    PageStaff = "page-staff",
    /// A person of the past in the name of a movement.
    Historical = "historical",
    /// The name of a place, a movement or a time that only looks like a person's.
    PlaceName = "place-name",
    /// One who only receives an award.
    RecipientOnly = "recipient-only",
    /// A person without position or address of office.
    NoPosition = "no-position",
    /// One syllable only.
    ShortName = "short-name",
    /// Words inside the name of an award.
    AwardName = "award-name",
    /// A region that is no unit.
    Region = "region",
    /// A place whose name means several, or none, on that day.
    AmbiguousPlace = "ambiguous-place",
    /// The word of a body, without its name.
    NoName = "no-name",
    /// A word inside a longer one.
    Compound = "compound",
    /// A rating with `trở lên`, or joined with another.
    OpenEnded = "open-ended",
    /// A rating that nothing counts.
    NotCounted = "not-counted",
    /// Tells of another time, or names something.
    Background = "background",
    /// Inside quotation marks: a name.
    Quoted = "quoted",
    /// A meeting that another kind of event tells better.
    Meeting = "meeting",
    /// A number that no rule has taken and none has refused.
    NoRule = "no-rule",
}

impl Reason {
    /// Whether it says only that nothing better was found: another reason at the same place is better.
    pub fn is_general(self) -> bool {
        matches!(
            self,
            Reason::NoRecipient
                | Reason::NoAward
                | Reason::Untaken
                | Reason::NotARecipient
                | Reason::NotCounted
                | Reason::NoName
                | Reason::PlaceName
                | Reason::PartOfNumber
                | Reason::Taken
        )
    }

    /// Whether it is about a part of a fact, which stays: a place without its key.
    pub fn is_of_a_part(self) -> bool {
        self == Reason::AmbiguousPlace
    }
}

impl Serialize for Reason {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.slug())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_unique() {
        let slugs: std::collections::HashSet<_> = Reason::ALL.iter().map(|r| r.slug()).collect();
        assert_eq!(slugs.len(), Reason::ALL.len());
    }
}
