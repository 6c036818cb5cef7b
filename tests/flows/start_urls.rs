//! The addresses that a browser is sent to.

use stytch_b2b::start_urls::OauthProvider;
use stytch_b2b::{Client, ErrorKind, Result};

fn client() -> Client {
    Client::builder()
        .project_id("project-live-1")
        .secret("hidden")
        .base_url("https://login.example.com/prefix/")
        .build()
        .unwrap()
}

#[test]
fn sso() {
    let sso = client().sso();
    assert_eq!(
        sso.start_url("public-token-1", "saml-connection-1")
            .build()
            .unwrap(),
        "https://login.example.com/prefix/v1/public/sso/start\
         ?public_token=public-token-1&connection_id=saml-connection-1",
    );
    assert_eq!(
        sso.start_url("p", "c")
            .signup_redirect_url("https://a.example.com/up?next=/x&y=1#z")
            .login_redirect_url("replaced")
            .pkce_code_challenge("A-b_c~=")
            .login_redirect_url("https://a.example.com/in")
            .build()
            .unwrap(),
        "https://login.example.com/prefix/v1/public/sso/start?public_token=p&connection_id=c\
         &signup_redirect_url=https%3A%2F%2Fa.example.com%2Fup%3Fnext%3D%2Fx%26y%3D1%23z\
         &login_redirect_url=https%3A%2F%2Fa.example.com%2Fin&pkce_code_challenge=A-b_c~%3D",
    );
}

#[test]
fn each_provider_has_its_addresses() {
    let oauth = client().oauth();
    for (provider, name) in [
        (oauth.google(), "google"),
        (oauth.microsoft(), "microsoft"),
        (oauth.github(), "github"),
        (oauth.slack(), "slack"),
        (oauth.hubspot(), "hubspot"),
    ] {
        let start = format!("https://login.example.com/prefix/v1/b2b/public/oauth/{name}");
        for (address, expected) in [
            (
                provider
                    .start_url("p")
                    .organization_id("organization-1")
                    .build(),
                "/start?public_token=p&organization_id=organization-1",
            ),
            (
                provider.start_url("p").slug("example").build(),
                "/start?public_token=p&slug=example",
            ),
            (
                provider.discovery_start_url("p").build(),
                "/discovery/start?public_token=p",
            ),
        ] {
            assert_eq!(address.unwrap(), format!("{start}{expected}"));
        }
    }
}

#[test]
fn what_a_provider_is_asked_for() {
    let provider = client().oauth().google();
    let one = provider
        .start_url("p")
        .slug("s")
        .login_redirect_url("https://a/in")
        .signup_redirect_url("https://a/up")
        .custom_scopes(["openid", "https://www.googleapis.com/auth/calendar"])
        .provider_parameter("prompt", "none")
        .provider_parameter("login_hint", "a+b@example.com")
        .provider_parameter("prompt", "consent")
        .pkce_code_challenge("c")
        .build();
    assert_eq!(
        one.unwrap(),
        "https://login.example.com/prefix/v1/b2b/public/oauth/google/start?public_token=p&slug=s\
         &login_redirect_url=https%3A%2F%2Fa%2Fin&signup_redirect_url=https%3A%2F%2Fa%2Fup\
         &custom_scopes=openid%20https%3A%2F%2Fwww.googleapis.com%2Fauth%2Fcalendar\
         &provider_login_hint=a%2Bb%40example.com&provider_prompt=consent&pkce_code_challenge=c",
    );
    let discovery = provider
        .discovery_start_url("p")
        .discovery_redirect_url("https://a/found")
        .custom_scopes([""; 0])
        .provider_parameter("a&b", "")
        .pkce_code_challenge("c")
        .build();
    assert_eq!(
        discovery.unwrap(),
        "https://login.example.com/prefix/v1/b2b/public/oauth/google/discovery/start\
         ?public_token=p&discovery_redirect_url=https%3A%2F%2Fa%2Ffound&provider_a%26b=\
         &pkce_code_challenge=c",
    );
}

/// Whatever an argument holds, it is one value: it can neither add a parameter nor end the query,
/// the address or the header that the address is put into.
#[test]
fn an_argument_is_exactly_one_value() {
    for (argument, encoded) in [
        ("a&slug=b", "a%26slug%3Db"),
        ("#top", "%23top"),
        ("a+b", "a%2Bb"),
        ("100%", "100%25"),
        ("%26", "%2526"),
        ("a b", "a%20b"),
        ("é漢🦀", "%C3%A9%E6%BC%A2%F0%9F%A6%80"),
        ("a\r\nset-cookie: b", "a%0D%0Aset-cookie%3A%20b"),
        ("\0\t\"<>'", "%00%09%22%3C%3E%27"),
        ("../..", "..%2F.."),
        ("a;b,c", "a%3Bb%2Cc"),
    ] {
        let provider = client().oauth().slack();
        let sso = client().sso();
        let places: [(&str, Result<String>); 13] = [
            ("public_token", sso.start_url(argument, "c").build()),
            ("connection_id", sso.start_url("p", argument).build()),
            (
                "login_redirect_url",
                sso.start_url("p", "c").login_redirect_url(argument).build(),
            ),
            (
                "signup_redirect_url",
                sso.start_url("p", "c")
                    .signup_redirect_url(argument)
                    .build(),
            ),
            (
                "pkce_code_challenge",
                sso.start_url("p", "c")
                    .pkce_code_challenge(argument)
                    .build(),
            ),
            (
                "public_token",
                provider.start_url(argument).slug("s").build(),
            ),
            (
                "organization_id",
                provider.start_url("p").organization_id(argument).build(),
            ),
            ("slug", provider.start_url("p").slug(argument).build()),
            (
                "custom_scopes",
                provider
                    .start_url("p")
                    .slug("s")
                    .custom_scopes([argument])
                    .build(),
            ),
            (
                "provider_prompt",
                provider
                    .start_url("p")
                    .slug("s")
                    .provider_parameter("prompt", argument)
                    .build(),
            ),
            (
                "public_token",
                provider.discovery_start_url(argument).build(),
            ),
            (
                "discovery_redirect_url",
                provider
                    .discovery_start_url("p")
                    .discovery_redirect_url(argument)
                    .build(),
            ),
            (
                "provider_prompt",
                provider
                    .discovery_start_url("p")
                    .provider_parameter("prompt", argument)
                    .build(),
            ),
        ];
        for (name, address) in places {
            let address = address.unwrap();
            let (_, query) = address.split_once('?').unwrap();
            let pair = format!("{name}={encoded}");
            assert!(
                query.split('&').any(|found| found == pair),
                "{pair}: {address}"
            );
        }
    }
}

#[test]
fn what_must_not_be_empty() {
    let with = |provider: OauthProvider| provider.start_url("p").slug("s");
    let sso = client().sso();
    let provider = client().oauth().github();
    for (name, address) in [
        ("public_token", sso.start_url("", "").build()),
        ("connection_id", sso.start_url("p", "").build()),
        ("public_token", provider.start_url("").slug("").build()),
        ("slug", provider.start_url("p").slug("").build()),
        (
            "organization_id",
            provider.start_url("p").organization_id("").build(),
        ),
        ("public_token", provider.discovery_start_url("").build()),
        (
            "provider_parameter",
            with(provider).provider_parameter("", "x").build(),
        ),
    ] {
        let error = address.unwrap_err();
        match error.kind() {
            ErrorKind::Argument { parameter, .. } => assert_eq!(*parameter, name),
            _ => panic!("{error:?}"),
        }
    }
}

#[test]
fn no_value_is_shown() {
    let google = client().oauth().google();
    let sso = client()
        .sso()
        .start_url("marker-token", "marker-connection")
        .login_redirect_url("https://marker.example.com")
        .signup_redirect_url("https://marker.example.com")
        .pkce_code_challenge("marker");
    let oauth = google
        .start_url("marker-token")
        .slug("marker")
        .custom_scopes(["marker"])
        .provider_parameter("login_hint", "marker@example.com")
        .provider_parameter("", "marker");
    let discovery = google
        .discovery_start_url("marker-token")
        .discovery_redirect_url("https://marker.example.com")
        .provider_parameter("login_hint", "marker@example.com");
    let without = google.start_url("marker-token");
    for shown in [
        format!("{sso:?} {sso:#?}"),
        format!("{oauth:?} {oauth:#?}"),
        format!("{discovery:?} {discovery:#?}"),
        format!("{without:?} {without:#?}"),
    ] {
        assert!(!shown.contains("marker"), "{shown}");
        assert!(shown.contains("/start"), "{shown}");
    }
    assert!(format!("{oauth:?}").contains("provider_login_hint"));
}
