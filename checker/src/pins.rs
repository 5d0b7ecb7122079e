//! Code that compiles only if an answer's types are the stub's own. In: the stub and the given modules. Out: Rust that is appended to a suite.
//!
//! A suite compares what an answer returns: `*result == right`. If `squares` may return any type, then also one whose `==` is
//! always true. So each public function is called from one with the stub's head, and each public field is taken by its type.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote};
use syn::{FnArg, ImplItem, Item, ItemImpl, Pat, Signature, UseTree, Visibility};

/// The code for the crate `name`. Nothing for what cannot be read: that the stub is sound is a test of its own.
pub fn pins(name: &str, stub: &str, given: &[String]) -> String {
    let Ok(stub) = syn::parse_file(stub) else {
        return String::new();
    };
    let library = format_ident!("{name}");
    let mut exported = Vec::new();
    for item in &stub.items {
        match item {
            Item::Use(import) if is_public(&import.vis) => leaves(&import.tree, &mut exported),
            item => exported.extend(public_name(item).cloned()),
        }
    }
    let given = given.iter().filter_map(|text| syn::parse_file(text).ok());
    let files: Vec<syn::File> = std::iter::once(stub).chain(given).collect();
    let types = files.iter().flat_map(|file| &file.items).filter_map(|item| match item {
        Item::Struct(_) | Item::Enum(_) | Item::Trait(_) | Item::Type(_) => public_name(item),
        _ => None,
    });
    let types: Vec<&Ident> = types.filter(|name| exported.contains(name)).collect();
    files
        .iter()
        .enumerate()
        .map(|(number, file)| module(number, &library, &file.items, &exported, &types).to_string() + "\n")
        .collect()
}

/// The pins of one file.
fn module(number: usize, library: &Ident, items: &[Item], exported: &[Ident], types: &[&Ident]) -> TokenStream {
    let module = format_ident!("types_as_given_{number}");
    let from_std = |tree: &UseTree| matches!(tree, UseTree::Path(path) if path.ident == "std" || path.ident == "core");
    let imports = items
        .iter()
        .filter(|item| matches!(item, Item::Use(import) if from_std(&import.tree)));
    let is_exported = |name: &Ident| exported.contains(name);
    let pins = items.iter().enumerate().filter_map(|(at, item)| match item {
        Item::Fn(function) if public_name(item).is_some_and(is_exported) => {
            let name = &function.sig.ident;
            delegating(&function.sig, &quote!(::#library::#name))
        }
        Item::Struct(item) if is_public(&item.vis) && is_exported(&item.ident) => fields(item),
        Item::Impl(block) if block.trait_.is_none() => Some(methods(at, block)),
        _ => None,
    });
    quote! {
        #[allow(warnings)]
        mod #module {
            #(#imports)*
            #(use ::#library::#types;)*
            #(#pins)*
        }
    }
}

/// A function with this head that calls `path`. `None` if an argument has no name.
fn delegating(head: &Signature, path: &TokenStream) -> Option<TokenStream> {
    let arguments: Option<Vec<TokenStream>> = head
        .inputs
        .iter()
        .map(|input| match input {
            FnArg::Receiver(receiver) => Some(receiver.self_token.to_token_stream()),
            FnArg::Typed(typed) => match &*typed.pat {
                Pat::Ident(name) => Some(name.ident.to_token_stream()),
                _ => None,
            },
        })
        .collect();
    let arguments = arguments?;
    Some(quote!(#head { #path(#(#arguments),*) }))
}

/// `Self` means the same in a trait of ours, and a type's own methods go before a trait's.
fn methods(at: usize, block: &ItemImpl) -> TokenStream {
    let name = format_ident!("Methods{at}");
    let owner = &block.self_ty;
    let public = block.items.iter().filter_map(|item| match item {
        ImplItem::Fn(function) if is_public(&function.vis) => {
            let method = &function.sig.ident;
            let code = delegating(&function.sig, &quote!(<#owner>::#method))?;
            Some((&function.sig, code))
        }
        _ => None,
    });
    let (heads, bodies): (Vec<_>, Vec<_>) = public.unzip();
    let (generics, arguments, bounds) = block.generics.split_for_impl();
    quote! {
        trait #name #generics #bounds { #(#heads;)* }
        impl #generics #name #arguments for #owner #bounds { #(#bodies)* }
    }
}

/// By pointers: a reference would be followed to whatever type it leads to. `None` where nothing is public: what bounds a struct has is then its
/// author's business.
fn fields(item: &syn::ItemStruct) -> Option<TokenStream> {
    let name = &item.ident;
    let pin = format_ident!("fields_of_{name}");
    let (generics, arguments, bounds) = item.generics.split_for_impl();
    let lines = item
        .fields
        .iter()
        .enumerate()
        .filter(|(_, field)| is_public(&field.vis));
    let lines = lines.map(|(at, field)| {
        let kind = &field.ty;
        let place = field
            .ident
            .as_ref()
            .map_or_else(|| syn::Index::from(at).to_token_stream(), ToTokens::to_token_stream);
        quote!(let _: *const #kind = &raw const given.#place;)
    });
    let lines: Vec<TokenStream> = lines.collect();
    (!lines.is_empty()).then(|| quote!(fn #pin #generics(given: #name #arguments) #bounds { #(#lines)* }))
}

/// The names that a `pub use` brings in.
fn leaves(tree: &UseTree, found: &mut Vec<Ident>) {
    match tree {
        UseTree::Path(path) => leaves(&path.tree, found),
        UseTree::Name(name) => found.push(name.ident.clone()),
        UseTree::Rename(rename) => found.push(rename.rename.clone()),
        UseTree::Group(group) => group.items.iter().for_each(|tree| leaves(tree, found)),
        UseTree::Glob(_) => {}
    }
}

fn public_name(item: &Item) -> Option<&Ident> {
    let (visibility, name) = match item {
        Item::Fn(item) => (&item.vis, &item.sig.ident),
        Item::Struct(item) => (&item.vis, &item.ident),
        Item::Enum(item) => (&item.vis, &item.ident),
        Item::Trait(item) => (&item.vis, &item.ident),
        Item::Type(item) => (&item.vis, &item.ident),
        _ => return None,
    };
    is_public(visibility).then_some(name)
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_methods_and_fields_are_pinned_and_private_ones_are_not() {
        let stub = "use std::time::Duration; mod server; pub use server::{Download, download};
            pub struct Pool { workers: Vec<u8> }
            impl Pool { pub fn run(&self, job: impl FnOnce() + Send + 'static) -> Self { todo!() } fn own(&self) {} }
            pub fn wait(time: Duration, n: usize) -> Vec<u64> { todo!() }
            fn own() {}
            impl<T: Clone> Cell<T> { pub fn get(&self) -> T { todo!() } }";
        let given =
            "pub struct Download { pub bytes: u64, own: u8 } pub fn download() -> Download {} pub fn other() {}";
        let code = pins("answer", stub, &[given.to_owned()]).replace([' ', '\n'], "");
        for expected in [
            "usestd::time::Duration;use::answer::Pool;use::answer::Download;",
            "fnwait(time:Duration,n:usize)->Vec<u64>{::answer::wait(time,n)}",
            "fnrun(&self,job:implFnOnce()+Send+'static)->Self{<Pool>::run(self,job)}",
            "traitMethods7<T:Clone>{fnget(&self)->T;}impl<T:Clone>Methods7<T>forCell<T>{fnget(&self)->T{<Cell<T>>::get(self)}}",
            "let_:*constu64=&rawconstgiven.bytes;",
            "fndownload()->Download{::answer::download()}",
        ] {
            assert!(code.contains(expected), "{expected} is not in {code}");
        }
        for absent in ["fnown", "given.own", "fields_of_Pool", "other", "server"] {
            assert!(!code.contains(absent), "{absent} is in {code}");
        }
    }
}
