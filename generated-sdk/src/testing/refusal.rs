//! Responses in the API's format.

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderValue, Response, StatusCode};
use serde_json::json;

use super::sample::id;

/// An error response in the API's format.
pub(super) fn refusal(
    status: u16,
    error_type: &str,
    message: &str,
    number: u64,
) -> Response<Bytes> {
    let body = json!({
        "status_code": status,
        "request_id": id("request-id", number),
        "error_type": error_type,
        "error_message": message,
        "error_url": format!("https://stytch.com/docs/api/errors/{status}"),
    });
    response(status, body.to_string().into())
}

/// A response with a JSON body. An invalid status code becomes 500.
pub(super) fn response(status: u16, body: Bytes) -> Response<Bytes> {
    let mut response = Response::new(body);
    *response.status_mut() =
        StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let json = HeaderValue::from_static("application/json");
    response.headers_mut().insert(CONTENT_TYPE, json);
    response
}
