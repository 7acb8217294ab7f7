//! Files from and to the person's device.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, File, FormData, HtmlAnchorElement, ProgressEvent, Request, RequestInit,
    Response, Url, XmlHttpRequest,
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

/// Reads the text that lies at an address, with the status; `None` when the server was not reached.
pub async fn get_text(address: &str) -> Option<(u16, String)> {
    let answer = JsFuture::from(window()?.fetch_with_str(address)).await.ok()?;
    let answer: Response = answer.dyn_into().ok()?;
    let text = JsFuture::from(answer.text().ok()?).await.ok()?;
    Some((answer.status(), text.as_string()?))
}

/// Posts a file as a form sends it and answers with the status and the text of the answer; `None`
/// when the server was not reached or the file cannot be read any more. `on_progress` is told how
/// much has left, 0 to 100, which the newer way of asking cannot tell.
pub async fn post_form_file(
    address: &str,
    file: &File,
    on_progress: impl Fn(u8) + 'static,
) -> Option<(u16, String)> {
    window()?;
    let form = FormData::new().ok()?;
    form.append_with_blob_and_filename("file", file, &file.name()).ok()?;
    let request = XmlHttpRequest::new().ok()?;
    request.open_with_async("POST", address, true).ok()?;
    let tell = Closure::<dyn Fn(ProgressEvent)>::new(move |event: ProgressEvent| {
        if event.length_computable() && event.total() > 0.0 {
            on_progress((event.loaded() / event.total() * 100.0) as u8);
        }
    });
    request.upload().ok()?.set_onprogress(Some(tell.as_ref().unchecked_ref()));
    let ended = js_sys::Promise::new(&mut |resolve, _| request.set_onloadend(Some(&resolve)));
    request.send_with_opt_form_data(Some(&form)).ok()?;
    JsFuture::from(ended).await.ok()?;
    match request.status().ok()? {
        0 => None,
        status => Some((status, request.response_text().ok()??)),
    }
}
