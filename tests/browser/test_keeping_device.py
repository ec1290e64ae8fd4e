"""What is kept on a device: locked for everybody but its person, there after a crash, and never claimed where it is not."""

import json
import shutil

import pytest
from django.conf import settings as site_settings
from playwright.sync_api import expect

from meetings.models import Entry
from tests.browser.conftest import ARGUMENTS, session_of
from tests.browser.keeping import (
    address,
    delia,
    expect_saved,
    jo,
    kept_for_reload,
    kill,
    opened,
    page,
    proxy,
    say,
    state,
    texts,
    unsent,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]
__all__ = ["delia", "jo", "page", "proxy"]

# Everything in this browser's own stores, as one text: rows of IndexedDB with their bytes, and what stands in caches.
EVERYTHING = """async () => {
    const found = [JSON.stringify(localStorage), JSON.stringify(sessionStorage)]
    const text = (value) => value instanceof ArrayBuffer || ArrayBuffer.isView(value)
        ? new TextDecoder("latin1").decode(value) : value && typeof value === "object" && !(value instanceof CryptoKey)
        ? Object.entries(value).map(([name, one]) => name + "=" + text(one)).join(" ") : String(value)
    for (const {name} of await indexedDB.databases()) {
        const db = await new Promise((done) => { const asked = indexedDB.open(name); asked.onsuccess = () => done(asked.result) })
        for (const store of db.objectStoreNames) {
            const rows = await new Promise((done) => { const asked = db.transaction(store).objectStore(store).getAll(); asked.onsuccess = () => done(asked.result) })
            found.push(store + ": " + rows.map(text).join("; "))
        }
        db.close()
    }
    for (const name of await caches.keys()) {
        const cache = await caches.open(name)
        for (const request of await cache.keys()) found.push(request.url + " " + await (await cache.match(request)).text())
    }
    return found
}"""


def rows_of(page, store):
    return page.evaluate(
        """(store) => new Promise((done) => { const asked = indexedDB.open("clip"); asked.onsuccess = () => {
            const all = asked.result.transaction(store).objectStore(store).getAll(); all.onsuccess = () => { asked.result.close(); done(all.result.length) } } })""",
        store,
    )


def sign_in(page, user, url):
    page.context.add_cookies(
        [{"name": site_settings.SESSION_COOKIE_NAME, "value": session_of(user), "url": url}]
    )


# --- a check before anything is kept --------------------------------------------------------------


@pytest.mark.parametrize(
    "check", ["() => 'Say it without the name.'", "async () => 'Say it without the name.'"]
)
def test_refusing_check_keeps_nothing_and_sends_nothing(page, proxy, page_check, check):
    page.evaluate(f"window.clip.beforeKeeping({check})")
    say(page, "Elsie is housebound")

    expect(page.locator("#agreed").get_by_role("alert")).to_have_text("Say it without the name.")
    expect(page.locator("#agreed-text")).to_be_focused()
    expect(page.locator("#agreed-text")).to_have_value("Elsie is housebound")
    expect(state(page)).to_have_text("Not saved yet: see what is wrong")
    page_check(page)
    assert rows_of(page, "queue") == 0
    assert not [line for line in proxy.arrived if "agreed" in line]
    assert not Entry.objects.exists()


def test_check_that_breaks_keeps_nothing(page):
    page.evaluate("window.clip.beforeKeeping(() => { throw new Error('broken') })")
    say(page, "We go.")

    expect(page.locator("#agreed").get_by_role("alert")).to_contain_text("could not be checked")
    assert rows_of(page, "queue") == 0


def test_check_sees_what_is_typed_and_where(page):
    page.evaluate(
        "window.clip.beforeKeeping((item) => JSON.stringify([item.url, item.fields.slice(-1), item.words[0].name]))"
    )
    say(page, "We go.")

    told = page.locator("#agreed").get_by_role("alert").inner_text()
    url, fields, name = json.loads(told)
    assert (url.endswith("/record/agreed/"), fields, name) == (True, [["text", "We go."]], "text")


def test_check_is_asked_again_of_other_words(page, proxy):
    page.evaluate(
        "window.clip.beforeKeeping(({fields}) => fields.some(([, value]) => /Friday/.test(value)) && 'Not that day.')"
    )
    proxy.mode = "cut"
    say(page, "We go.")
    unsent(page).get_by_role("button", name="Change").click()
    unsent(page).get_by_label("Agreed").fill("Friday")
    unsent(page).get_by_role("button", name="Keep these words").click()
    expect(unsent(page)).to_contain_text("Not that day.")
    proxy.mode = "pass"
    unsent(page).get_by_role("button", name="Leave it as it is").click()

    expect_saved(page)
    assert texts() == ["We go."]


# --- locked ---------------------------------------------------------------------------------------


def test_nothing_on_the_device_can_be_read_without_the_key(page, proxy):
    kept_for_reload(page)
    proxy.mode = "cut"
    say(page, "Canary of Beston")
    expect(unsent(page)).to_have_count(1)

    kept = page.evaluate(EVERYTHING)

    assert rows_of(page, "queue") == 1
    assert rows_of(page, "pages") == 1
    assert any("offline" in one and "Clip can’t be reached" in one for one in kept)  # it was looked into
    for secret in ("Canary", "Moira", "Jo Adair", "record/agreed"):
        assert [one[:80] for one in kept if secret in one] == []


def test_key_can_not_be_taken_out(page):
    problem = page.evaluate(
        """() => new Promise((done) => { const asked = indexedDB.open("clip"); asked.onsuccess = () => {
        const all = asked.result.transaction("keys").objectStore("keys").getAll()
        all.onsuccess = () => crypto.subtle.exportKey("raw", all.result[0].key).then(() => done("exported"), (error) => done(error.name)) } })"""
    )

    assert problem == "InvalidAccessError"


def test_sign_out_tells_what_is_unsent_and_locks_it_until_one_is_back(
    page, proxy, site, jo, delia, page_check
):
    kept_for_reload(page)
    proxy.mode = "cut"
    say(page, "Canary of Beston")
    expect(unsent(page)).to_have_count(1)
    proxy.mode = "no POST"  # pages open, and nothing can be sent
    page.goto(f"{proxy.url}/account/")
    page.get_by_role("button", name="Sign out", exact=True).click()
    dialog = page.get_by_role("dialog", name="Before you sign out")
    expect(dialog).to_contain_text("kept on this device: 1")
    page_check(page)
    dialog.get_by_role("button", name="Wait until they are sent").click()
    expect(page.locator("#kept-elsewhere")).to_contain_text("Not sent, kept on this device: 1")
    page.get_by_role("button", name="Sign out", exact=True).click()
    dialog.get_by_role("button", name="Sign out anyway").click()
    expect(page.get_by_role("heading", name="Sign in", exact=True)).to_be_visible()
    proxy.mode = "pass"

    assert (rows_of(page, "keys"), rows_of(page, "pages"), rows_of(page, "queue")) == (0, 0, 1)
    sign_in(page, delia.person, proxy.url)
    opened(page, proxy.url, delia)
    expect(unsent(page)).to_have_count(0)
    assert page.evaluate("window.clip.store.all()") == []
    assert texts() == []

    sign_in(page, jo.person, proxy.url)
    opened(page, proxy.url, jo)
    expect_saved(page)
    assert texts() == ["Canary of Beston"]


def test_sign_out_with_everything_sent_asks_nothing(page, proxy):
    say(page, "We go.")
    expect_saved(page)
    page.goto(f"{proxy.url}/account/")
    page.get_by_role("button", name="Sign out", exact=True).click()

    expect(page.get_by_role("heading", name="Sign in", exact=True)).to_be_visible()
    assert rows_of(page, "keys") == 0


def test_shared_computer_keeps_neither_key_nor_page(page, proxy):
    kept_for_reload(page)
    page.get_by_label("This is a shared computer").check()
    proxy.mode = "cut"
    say(page, "We go.")
    expect(unsent(page)).to_have_count(1)
    page.wait_for_timeout(2000)
    assert (rows_of(page, "keys"), rows_of(page, "pages"), rows_of(page, "queue")) == (0, 0, 1)

    page.reload()
    expect(page.get_by_role("heading", name="Clip can’t be reached")).to_be_visible()
    proxy.mode = "pass"
    page.reload()

    expect_saved(page)
    assert texts() == ["We go."]


def test_what_was_kept_for_fourteen_days_goes(page, proxy):
    proxy.mode = "cut"
    say(page, "We go.")
    expect(unsent(page)).to_have_count(1)
    page.evaluate(
        """() => new Promise((done) => { const asked = indexedDB.open("clip"); asked.onsuccess = () => {
        const queue = asked.result.transaction("queue", "readwrite").objectStore("queue")
        queue.getAll().onsuccess = ({target}) => { const row = target.result[0]; queue.put({...row, at: row.at - 15 * 86400000}).onsuccess = done } } })"""
    )
    proxy.mode = "pass"
    page.reload()

    page.wait_for_function("() => window.clip.store.isLasting()")
    assert rows_of(page, "queue") == 0


# --- a device that fails --------------------------------------------------------------------------


def test_browser_that_was_killed_sends_what_it_kept(browser, proxy, jo, tmp_path):
    context = launch(browser, tmp_path)
    sign_in_context(context, jo, proxy.url)
    page = opened(context.pages[0], proxy.url, jo)
    proxy.mode = "cut"
    for text in ("We go.", "By bus."):
        say(page, text)
    expect(unsent(page)).to_have_count(2)
    kill(tmp_path)
    proxy.mode = "pass"

    context = launch(browser, tmp_path)
    sign_in_context(context, jo, proxy.url)
    page = context.new_page()
    page.goto(proxy.url + address(jo))

    expect_saved(page)
    assert texts() == ["We go.", "By bus."]
    context.close()


def launch(browser, folder):
    return browser.browser_type.launch_persistent_context(
        str(folder), executable_path=shutil.which("chromium"), args=ARGUMENTS, locale="en-GB"
    )


def sign_in_context(context, member, url):
    context.add_cookies(
        [{"name": site_settings.SESSION_COOKIE_NAME, "value": session_of(member.person), "url": url}]
    )


def test_browser_that_keeps_nothing_says_so_and_holds_it(open_page, proxy, jo, ears):
    ears.allow("ERR_|Failed to load")
    page = open_page(user=jo.person)
    page.add_init_script("Object.defineProperty(window, 'indexedDB', { value: undefined })")
    page.goto(proxy.url + address(jo))
    say(page, "We go.")
    expect_saved(page)
    proxy.mode = "cut"
    say(page, "By bus.")

    expect(state(page)).to_contain_text(
        "This browser can’t keep entries; stay on this page until they are saved"
    )
    proxy.mode = "pass"
    expect_saved(page)
    assert texts() == ["We go.", "By bus."]


def test_full_storage_holds_it_and_says_so(page, proxy):
    # Chromium takes a quota that is set while a page is open for what comes later; its refusal is this exception.
    page.evaluate(
        "() => { IDBObjectStore.prototype.add = () => { throw new DOMException('full', 'QuotaExceededError') } }"
    )
    proxy.mode = "cut"
    say(page, "We go.")

    expect(state(page)).to_contain_text("stay on this page until they are saved")
    proxy.mode = "pass"
    expect_saved(page)
    assert texts() == ["We go."]


def test_cleared_storage_loses_nothing_of_an_open_page(page, proxy):
    proxy.mode = "cut"
    say(page, "We go.")
    expect(unsent(page)).to_have_count(1)
    chromium = page.context.new_cdp_session(page)
    chromium.send(
        "Storage.clearDataForOrigin", {"origin": proxy.url, "storageTypes": "indexeddb,local_storage"}
    )
    say(page, "By bus.")
    expect(unsent(page)).to_have_count(2)
    proxy.mode = "pass"

    expect_saved(page)
    assert texts() == ["We go.", "By bus."]


def test_two_windows_of_one_browser_send_each_thing_once(page, proxy, jo):
    other = opened(page.context.new_page(), proxy.url, jo)
    proxy.mode = "cut"
    say(page, "We go.")
    say(other, "By bus.")
    expect(unsent(page)).to_have_count(2)
    proxy.mode = "pass"

    for one in (page, other):
        expect_saved(one)
        expect(unsent(one)).to_have_count(0)
    assert texts() == ["We go.", "By bus."]
    assert len([line for line in proxy.arrived if "agreed" in line]) == 2
