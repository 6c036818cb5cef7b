//! Errors as the status codes of an application's own responses.

use http::StatusCode;

use crate::schemas::ErrorType;
use crate::{ApiError, Error, ErrorKind};

impl Error {
    /// Returns the HTTP status code for your own response.
    ///
    /// | Status code | When |
    /// |---|---|
    /// | 400 | an argument is invalid |
    /// | 401 | the session has ended, or a token, a code or a password is invalid: log in again. So is `unauthorized_credentials`, the error of a wrong password, which the API also returns for a wrong project id or secret |
    /// | 403 | a permission is missing |
    /// | 404 | there is no such organization, member, connection … |
    /// | 409 | an email address, a slug … is in use |
    /// | 429 | the rate limit is exceeded; see [`retry_after`](Self::retry_after) |
    /// | 500 | the settings of the client are invalid; the API says that the project's id or secret is, by `invalid_project_id_authentication` or `invalid_secret_authentication`; metadata does not fit its type |
    /// | 502 | the response of the API cannot be used |
    /// | 503 | the API cannot be reached, or fails |
    ///
    /// It is the API's own [`status`](Self::status) for most errors, but not for all: a session that
    /// has ended is 404 there, and a duplicate is 400.
    ///
    /// A 401 is not always about the session of the request: a wrong one-time code of a logged-in member
    /// is 401, and so is `revoke` of another member's session that has ended. Where a form has such a
    /// field, ask [`is`](Self::is) first.
    #[must_use]
    pub fn http_status(&self) -> StatusCode {
        match self.kind() {
            ErrorKind::Argument { .. } => StatusCode::BAD_REQUEST,
            ErrorKind::Configuration { .. }
            | ErrorKind::Conversion { .. }
            | ErrorKind::NoRuntime => StatusCode::INTERNAL_SERVER_ERROR,
            ErrorKind::Api(error) => of_response(error),
            ErrorKind::Connect | ErrorKind::Timeout | ErrorKind::Transport => {
                StatusCode::SERVICE_UNAVAILABLE
            }
            ErrorKind::TooLarge { .. }
            | ErrorKind::Decode(_)
            | ErrorKind::NoKeys
            | ErrorKind::RepeatedCursor => StatusCode::BAD_GATEWAY,
        }
    }

    /// Returns whether the API returned an error of this type.
    ///
    /// ```no_run
    /// use stytch_b2b::schemas::ErrorType;
    ///
    /// # async fn example(client: stytch_b2b::Client) -> stytch_b2b::Result<()> {
    /// match client.organizations().create("Example Ltd").organization_slug("example").await {
    ///     Err(error) if error.is(ErrorType::OrganizationSlugAlreadyUsed) => {
    ///         // Ask for another slug.
    ///     }
    ///     outcome => drop(outcome?),
    /// }
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn is(&self, error_type: ErrorType) -> bool {
        self.error_type() == Some(error_type.as_str())
    }
}

fn of_response(error: &ApiError) -> StatusCode {
    match error.error_type().map(ErrorType::from) {
        // What a login or a session presents: most of these are 400 or 404 from the API.
        Some(
            ErrorType::SessionNotFound
            | ErrorType::IntermediateSessionNotFound
            | ErrorType::InvalidSessionToken
            | ErrorType::UnableToParseSessionJwt
            | ErrorType::MagicLinkNotFound
            | ErrorType::UnableToAuthMagicLink
            | ErrorType::OtpCodeNotFound
            | ErrorType::UnableToAuthOtpCode
            | ErrorType::OauthTokenNotFound
            | ErrorType::SsoTokenNotFound
            | ErrorType::UnableToAuthenticateTotp
            | ErrorType::UnableToAuthenticateRecoveryCode,
        ) => StatusCode::UNAUTHORIZED,
        Some(
            ErrorType::DuplicateEmail
            | ErrorType::DuplicateMemberEmail
            | ErrorType::DuplicateMemberExternalId
            | ErrorType::DuplicateMemberPhoneNumber
            | ErrorType::DuplicateSamlConnection
            | ErrorType::DuplicateExternalSsoConnection
            | ErrorType::OrganizationSlugAlreadyUsed
            | ErrorType::OrganizationSettingsDuplicateClaimedDomain
            | ErrorType::DesiredEmailDeactivatedByDifferentMember
            | ErrorType::ReactivationEmailBelongsToAnotherMember
            | ErrorType::PasswordAlreadyExists
            | ErrorType::ActiveTotpExists
            | ErrorType::ActiveScimConnectionExists,
        ) => StatusCode::CONFLICT,
        // The application's own credentials are no matter of the browser's.
        Some(
            ErrorType::InvalidProjectIdAuthentication | ErrorType::InvalidSecretAuthentication,
        ) => StatusCode::INTERNAL_SERVER_ERROR,
        _ if error.status().is_client_error() => error.status(),
        _ => StatusCode::SERVICE_UNAVAILABLE,
    }
}

/// Implements the questions that an application asks of an error with a method `http_status`.
macro_rules! predicates {
    ($error:ident) => {
        impl $error {
            /// Returns whether to log in again: [`http_status`](Self::http_status) is 401. A
            /// wrong one-time code is 401, too.
            #[must_use]
            pub fn is_unauthenticated(&self) -> bool {
                self.http_status() == ::http::StatusCode::UNAUTHORIZED
            }

            /// Returns whether a permission is missing: [`http_status`](Self::http_status) is 403.
            #[must_use]
            pub fn is_permission_denied(&self) -> bool {
                self.http_status() == ::http::StatusCode::FORBIDDEN
            }

            /// Returns whether something does not exist: [`http_status`](Self::http_status) is 404.
            /// A session that does not is [`is_unauthenticated`](Self::is_unauthenticated).
            #[must_use]
            pub fn is_not_found(&self) -> bool {
                self.http_status() == ::http::StatusCode::NOT_FOUND
            }

            /// Returns whether something is in use: [`http_status`](Self::http_status) is 409.
            #[must_use]
            pub fn is_conflict(&self) -> bool {
                self.http_status() == ::http::StatusCode::CONFLICT
            }

            /// Returns whether the rate limit is exceeded: [`http_status`](Self::http_status) is
            /// 429.
            #[must_use]
            pub fn is_rate_limited(&self) -> bool {
                self.http_status() == ::http::StatusCode::TOO_MANY_REQUESTS
            }
        }
    };
}

#[cfg(feature = "jwt")]
pub(crate) use predicates;

predicates!(Error);
