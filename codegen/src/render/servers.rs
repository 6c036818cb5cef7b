//! The servers beside the one of the base URL: for each a constant, a setter, and a way for requests that
//! no operation makes.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::docs;
use super::imports::{Site, imported};
use super::wrap::wrap;
use crate::ir::{Api, Resource, Server};

pub(super) fn module(api: &Api) -> TokenStream {
    let doc =
        docs::inner("The servers that some operations have in place of the one of the base URL.");
    let constants: Vec<Ident> = api.servers.iter().map(constant).collect();
    let declarations = api.servers.iter().map(|server| {
        let (constant, name, urls) = (constant(server), server.name.bare(), &server.urls);
        quote! {
            pub(super) const #constant: crate::runtime::Server =
                crate::runtime::Server::new(#name, &[#(#urls),*]);
        }
    });
    let setters = (0..).zip(&api.servers).map(|(index, server)| {
        let (constant, setter) = (constant(server), format_ident!("{}", setter(server)));
        let doc = about(api, index, server);
        quote! {
            #doc
            pub fn #setter(self, base_url: impl Into<String>) -> Self {
                self.server(&#constant, base_url)
            }
        }
    });
    let directions = api.servers.iter().map(|server| {
        let (constant, setter) = (constant(server), setter(server));
        let direction = format_ident!("{}", server.name.after("on"));
        let about = format!(
            "Sends the request to the server of [`{setter}`](crate::ClientBuilder::{setter})."
        );
        let doc = docs::ours(&wrap(vec![about]).join("\n"));
        quote! {
            #doc
            pub fn #direction(self) -> Self {
                self.on(&#constant)
            }
        }
    });
    let code = quote! {
        #(#declarations)*

        impl crate::runtime::Server {
            pub(crate) const ALL: &'static [Self] = &[#(#constants),*];
        }

        impl crate::runtime::ClientBuilder {
            #(#setters)*
        }

        impl crate::runtime::CustomRequest {
            #(#directions)*
        }
    };
    let (imports, code) = imported(code, Site::Crate);
    quote!(#doc #imports #code)
}

/// `TELEMETRY`, in the module of the servers.
pub(super) fn constant(server: &Server) -> Ident {
    format_ident!("{}", server.name.bare().to_uppercase())
}

/// `telemetry_base_url`, of the client's builder.
pub(crate) fn setter(server: &Server) -> String {
    format!("{}_base_url", server.name.bare())
}

fn about(api: &Api, index: usize, server: &Server) -> TokenStream {
    let urls: Vec<String> = server.urls.iter().map(|url| docs::code(url)).collect();
    let is_relative = |url: &String| !url.contains("://");
    let base = match server.urls.iter().any(is_relative) {
        true => ", relative to [`base_url`](Self::base_url)",
        false => "",
    };
    let mut handles = Vec::new();
    let roots = api.resources.iter();
    roots.for_each(|root| served(api, index, root, "", &mut handles));
    let lines = wrap(vec![
        format!(
            "Sets the base URL of the server {}, in place of {}{base}. It must be one that [`base_url`](Self::base_url) accepts.",
            docs::code(server.name.bare()),
            urls.join(" or ")
        ),
        String::new(),
        format!("Calls of {} go there.", handles.join(", ")),
    ]);
    docs::ours(&lines.join("\n"))
}

/// Links to the handles with operations of a server.
fn served(api: &Api, index: usize, resource: &Resource, above: &str, found: &mut Vec<String>) {
    let path = format!("{above}{}()", resource.name.as_str());
    let mut operations = resource.operations.iter().map(|id| api.operation(*id).1);
    if operations.any(|operation| operation.server == Some(index)) {
        let handle = resource.handle.as_str();
        found.push(format!("[`{path}`](crate::resources::{handle})"));
    }
    let below = format!("{path}.");
    let children = resource.children.iter();
    children.for_each(|child| served(api, index, child, &below, found));
}
