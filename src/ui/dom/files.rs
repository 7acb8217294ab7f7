//! Files from and to the person's device.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, File, HtmlAnchorElement, Request, RequestInit, Response, Url,
};

use super::{document, window};

/// Offers `bytes` as a file of the given name and media type; `false` if the browser refused.
pub fn download(name: &str, media_type: &str, bytes: &[u8]) -> bool {
    let offer = || {
        let options = BlobPropertyBag::new();
        options.set_type(media_type);
        let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes));
        let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options).ok()?;
        let address = Url::create_object_url_with_blob(&blob).ok()?;
        let link: HtmlAnchorElement = document()?.create_element("a").ok()?.dyn_into().ok()?;
        link.set_href(&address);
        link.set_download(name);
        link.click();
        Url::revoke_object_url(&address).ok()
    };
    offer().is_some()
}

/// Puts `text` on the clipboard; `false` if the browser or the person refused.
pub async fn copy_text(text: &str) -> bool {
    let Some(window) = window() else { return false };
    if !window.is_secure_context() {
        return false;
    }
    JsFuture::from(window.navigator().clipboard().write_text(text)).await.is_ok()
}

/// Posts a file's bytes and answers with the status and the text of the answer; `None` when the
/// server was not reached or the file cannot be read any more.
pub async fn post_file(address: &str, file: &File) -> Option<(u16, String)> {
    let options = RequestInit::new();
    options.set_method("POST");
    options.set_body(file);
    let request = Request::new_with_str_and_init(address, &options).ok()?;
    request.headers().set("content-type", "application/octet-stream").ok()?;
    let answer = JsFuture::from(window()?.fetch_with_request(&request)).await.ok()?;
    let answer: Response = answer.dyn_into().ok()?;
    let text = JsFuture::from(answer.text().ok()?).await.ok()?;
    Some((answer.status(), text.as_string()?))
}
