//! The path to an operation that `names.toml` says nothing of.

use super::Namer;
use crate::verb::Verb;

impl Namer {
    /// By the id alone for `repos/list` and `projects.list`. Else the resource is all literal segments
    /// of the path: without one that the method repeats, a new path below it could collide with that
    /// method. The method is the id, of `api_scim_Update` the last part; without an id, the verb and
    /// the parameters at the end of the path.
    pub(super) fn default_operation(
        &mut self,
        id: Option<&str>,
        verb: Verb,
        path: &str,
    ) -> (Vec<String>, String) {
        let method = match id {
            None => by_endpoint(verb, path),
            Some(id) => {
                let parts: Vec<&str> = id
                    .split(['/', '.', ':', '#'])
                    .filter(|part| !part.is_empty())
                    .collect();
                match (&parts[..], id.rsplit_once('_')) {
                    ([resource @ .., method], _) if !resource.is_empty() => {
                        let resource = resource.iter().map(|part| (*part).to_owned()).collect();
                        return (resource, (*method).to_owned());
                    }
                    (_, Some((_, last))) if last.starts_with(char::is_uppercase) => last.to_owned(),
                    _ => id.to_owned(),
                }
            }
        };
        let version = |segment: &str| {
            segment
                .strip_prefix('v')
                .is_some_and(|number| number.starts_with(|c: char| c.is_ascii_digit()))
        };
        let resource = self
            .rules
            .strip(path)
            .split('/')
            .filter(|segment| {
                !segment.is_empty()
                    && !segment.contains('{')
                    && !version(segment)
                    && *segment != "api"
            })
            .map(str::to_owned)
            .collect();
        (resource, method)
    }
}

/// `get_by_pet_id` for `GET /pets/{pet_id}`.
pub(super) fn by_endpoint(verb: Verb, path: &str) -> String {
    let segments: Vec<&str> = path.split('/').collect();
    let parameters = segments
        .iter()
        .rev()
        .take_while(|segment| segment.contains('{'));
    let parameters: Vec<String> = parameters
        .map(|segment| format!("_by_{segment}").replace(['{', '}'], "_"))
        .collect();
    let words: String = parameters.into_iter().rev().collect();
    format!("{}{words}", verb.to_string().to_lowercase())
}
