//! The filters of the searches for members, organizations and M2M clients.
//!
//! The API describes the operands of a [`SearchQuery`] and an [`M2mSearchQuery`] as JSON objects of
//! any content. The filters here are those that Stytch documents, with the types of their values.
//! Another one is a [`JsonObject`] with a `filter_name` and a `filter_value`. Nothing is checked before
//! it is sent: an empty or unknown value, such as a status from a form, is sent as it is.
//!
//! ```no_run
//! # async fn example(client: stytch_b2b::Client) -> stytch_b2b::Result<()> {
//! use stytch_b2b::schemas::MemberStatus;
//! use stytch_b2b::search::MemberFilter;
//!
//! let found = client
//!     .organizations()
//!     .members()
//!     .search(["organization-test-…"])
//!     .query(MemberFilter::all([
//!         MemberFilter::statuses([MemberStatus::Active, MemberStatus::Invited]),
//!         MemberFilter::member_email_fuzzy("example.com"),
//!     ]))
//!     .await?;
//! # Ok(())
//! # }
//! ```

use crate::schemas::{
    M2mSearchQuery, M2mSearchQueryOperator, MemberStatus, SearchQuery, SearchQueryOperator,
};
use crate::{IntoList, Json, JsonObject};

/// Declares a type of filters, of a query and with its operator for all of them: each with its name
/// in the API, and the type of its value.
macro_rules! filters {
    (
        $(#[$about:meta])*
        $filter:ident -> $query:ident($all:expr) { $( $(#[$doc:meta])* $name:ident($($given:tt)+) )* }
    ) => {
        $(#[$about])*
        #[derive(Clone, Debug, PartialEq)]
        pub struct $filter {
            name: &'static str,
            value: Json,
        }

        impl $filter {
            /// Returns the query that matches what all of these filters match. For what any of them
            /// matches, give `new` of the query the operator `Or` and the filters.
            pub fn all(filters: impl IntoIterator<Item = Self>) -> $query {
                $query::new($all, filters)
            }

            $(filters!(@method $(#[$doc])* $name $($given)+);)*
        }

        impl From<$filter> for JsonObject {
            fn from($filter { name, value }: $filter) -> Self {
                Self::from_iter([
                    ("filter_name".to_owned(), name.into()),
                    ("filter_value".to_owned(), value),
                ])
            }
        }
    };

    (@method $(#[$doc:meta])* $name:ident [$item:ty]) => {
        $(#[$doc])*
        pub fn $name(values: impl IntoList<$item>) -> Self {
            let values = values.into_list().into_iter().map(|value| Json::from(value.to_string()));
            Self { name: stringify!($name), value: values.collect() }
        }
    };

    (@method $(#[$doc:meta])* $name:ident String) => {
        $(#[$doc])*
        pub fn $name(value: impl Into<String>) -> Self {
            Self { name: stringify!($name), value: value.into().into() }
        }
    };

    (@method $(#[$doc:meta])* $name:ident bool) => {
        $(#[$doc])*
        pub fn $name(value: bool) -> Self {
            Self { name: stringify!($name), value: value.into() }
        }
    };
}

filters! {
    /// A filter of [`organizations().members().search()`].
    ///
    /// [`organizations().members().search()`]: crate::resources::OrganizationsMembers::search
    MemberFilter -> SearchQuery(SearchQueryOperator::And) {
        /// Members with one of these ids.
        member_ids([String])
        /// Members with one of these email addresses.
        member_emails([String])
        /// Members with one of these phone numbers for MFA, in the format E.164.
        member_mfa_phone_numbers([String])
        /// The same under the name in Stytch's Node.js SDK; its reference has
        /// [`member_mfa_phone_numbers`](Self::member_mfa_phone_numbers).
        member_phone_numbers([String])
        /// Members with one of these roles, by id.
        member_roles([String])
        /// Members with one of these statuses. Without this filter, deleted members do not match.
        statuses([MemberStatus])
        /// Members whose email address contains this string of at least three characters.
        member_email_fuzzy(String)
        /// Members whose phone number for MFA contains this string of at least three characters.
        member_mfa_phone_number_fuzzy(String)
        /// The same under the name in Stytch's Node.js SDK; its reference has
        /// [`member_mfa_phone_number_fuzzy`](Self::member_mfa_phone_number_fuzzy).
        member_phone_number_fuzzy(String)
        /// Members that are, or are not, exempt from the authentication settings of their
        /// organization.
        member_is_breakglass(bool)
        /// Members that have, or do not have, a password.
        member_password_exists(bool)
    }
}

filters! {
    /// A filter of [`organizations().search()`].
    ///
    /// [`organizations().search()`]: crate::resources::Organizations::search
    OrganizationFilter -> SearchQuery(SearchQueryOperator::And) {
        /// Organizations with one of these ids.
        organization_ids([String])
        /// Organizations with one of these slugs.
        organization_slugs([String])
        /// Organizations that have a member with one of these email addresses.
        member_emails([String])
        /// Organizations that admit one of these email domains.
        allowed_domains([String])
        /// Organizations that have claimed one of these email domains.
        claimed_email_domains([String])
        /// Organizations whose name contains this string of at least three characters.
        organization_name_fuzzy(String)
        /// Organizations whose slug contains this string of at least three characters.
        organization_slug_fuzzy(String)
        /// Organizations that have a member whose email address contains this string of at least
        /// three characters.
        member_email_fuzzy(String)
        /// Organizations that admit an email domain which contains this string of at least three
        /// characters.
        allowed_domain_fuzzy(String)
        /// Organizations that have, or do not have, an active SSO connection.
        has_active_sso_connection(bool)
        /// The organization with this SSO connection, by id.
        sso_connection_id(String)
    }
}

filters! {
    /// A filter of [`m2m().clients().search()`]. There is none by status.
    ///
    /// [`m2m().clients().search()`]: crate::resources::M2mClients::search
    M2mClientFilter -> M2mSearchQuery(M2mSearchQueryOperator::And) {
        /// M2M clients with one of these ids.
        client_id([String])
        /// M2M clients with one of these names, which have to be exact.
        client_name([String])
        /// M2M clients with these OAuth scopes. Stytch does not document whether a client must have
        /// all of them or one.
        scopes([String])
    }
}
