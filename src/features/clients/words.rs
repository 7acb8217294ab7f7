//! The words for tiers, channels, states of promises and what stakeholders need.

use domain::client::Tier;
use domain::client::log::Channel;
use domain::client::promise::PromiseState;
use domain::client::stakeholder::Care;
use locale::{Locale, td_string};

use crate::ui::badge::Rag;
use crate::ui::icon::Icon;

/// What a client is worth, in a list to choose from.
pub fn tier(locale: Locale, tier: Tier) -> &'static str {
    match tier {
        Tier::A => td_string!(locale, clients.tier_a),
        Tier::B => td_string!(locale, clients.tier_b),
        Tier::C => td_string!(locale, clients.tier_c),
    }
}

/// The letter of a tier.
pub const fn tier_letter(tier: Tier) -> &'static str {
    match tier {
        Tier::A => "A",
        Tier::B => "B",
        Tier::C => "C",
    }
}

/// How an exchange took place.
pub fn channel(locale: Locale, channel: Channel) -> &'static str {
    match channel {
        Channel::Call => td_string!(locale, client_log.by_call),
        Channel::Visit => td_string!(locale, client_log.by_visit),
        Channel::Wechat => td_string!(locale, client_log.by_wechat),
        Channel::Mail => td_string!(locale, client_log.by_mail),
        Channel::Meeting => td_string!(locale, client_log.by_meeting),
        Channel::Other => td_string!(locale, client_log.by_else),
    }
}

/// The icon of a channel.
pub const fn channel_icon(channel: Channel) -> Icon {
    match channel {
        Channel::Call => Icon::Phone,
        Channel::Visit => Icon::Building,
        Channel::Wechat => Icon::Message,
        Channel::Mail => Icon::Mail,
        Channel::Meeting => Icon::UsersRound,
        Channel::Other => Icon::Handshake,
    }
}

/// Where a promise stands.
pub fn promise_state(locale: Locale, state: PromiseState) -> &'static str {
    match state {
        PromiseState::Overdue => td_string!(locale, promises.overdue),
        PromiseState::Open => td_string!(locale, promises.open),
        PromiseState::Kept => td_string!(locale, promises.kept),
        PromiseState::Broken => td_string!(locale, promises.broken),
    }
}

/// The shape and colour of a promise's state.
pub const fn promise_rag(state: PromiseState) -> Rag {
    match state {
        PromiseState::Overdue => Rag::Bad,
        PromiseState::Open => Rag::None,
        PromiseState::Kept => Rag::Ok,
        PromiseState::Broken => Rag::Warn,
    }
}

/// What a stakeholder needs.
pub fn care(locale: Locale, care: Care) -> &'static str {
    match care {
        Care::Closely => td_string!(locale, stakeholders.care_closely),
        Care::Content => td_string!(locale, stakeholders.care_content),
        Care::Informed => td_string!(locale, stakeholders.care_informed),
        Care::Watched => td_string!(locale, stakeholders.care_watched),
    }
}
