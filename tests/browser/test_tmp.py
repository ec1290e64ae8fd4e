from tests.browser.test_keeping import *
def test_x(page, proxy, jo):
    page.evaluate("() => navigator.serviceWorker.ready")
    page.wait_for_timeout(2500)
    proxy.mode = "cut"
    page.reload()
    say(page, "By bus.")
    expect(unsent(page)).to_have_count(1)
    page.on("request", lambda r: print(r.method, r.url, r.headers))
    page.on("response", lambda r: print(r.status, r.url))
    page.on("console", lambda r: print(r.text))
    proxy.mode = "pass"
    page.wait_for_timeout(12000)
    print(texts(), page.locator("#offline").inner_text(), page.locator("[data-save-state]").inner_text())
    print(page.evaluate("[...document.querySelectorAll('main textarea, main input:not([type=hidden])')].map(b => [b.name, b.value, b.defaultValue, b.checked, b.defaultChecked])"))
    assert 0
