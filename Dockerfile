# Clip in a container: what runs, and nothing to build with. docs/running.md says how to start it.

FROM python:3.12-slim-bookworm AS build
WORKDIR /build
COPY requirements.txt .
# The file names every package with its hash, so nothing is worked out and nothing else can come in.
RUN python -m venv /opt/clip \
    && /opt/clip/bin/pip install --no-cache-dir --no-compile --disable-pip-version-check \
        --require-hashes --no-deps --only-binary :all: -r requirements.txt \
    && /opt/clip/bin/pip uninstall --yes pip setuptools \
    && python -m compileall -q -j 0 -x '/tests?/' /opt/clip/lib

FROM python:3.12-slim-bookworm
# What WeasyPrint draws PDFs with; the fonts come with Clip.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/* \
    && python -m pip uninstall --yes pip \
    && groupadd --system --gid 10001 clip \
    && useradd --system --uid 10001 --gid clip --home-dir /tmp --no-create-home --shell /usr/sbin/nologin clip \
    && install --directory --owner clip --group clip --mode 0750 /var/lib/clip

WORKDIR /srv/clip
COPY --from=build /opt/clip /opt/clip
COPY manage.py gunicorn.conf.py LICENSE NOTICE ./
COPY static static
COPY templates templates
COPY locale locale
COPY inquiries inquiries
COPY meetings meetings
COPY practices practices
COPY clip clip
RUN python -m compileall -q clip inquiries meetings practices

ENV PATH=/opt/clip/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    CLIP_STATE=/var/lib/clip \
    XDG_CACHE_HOME=/tmp/cache
USER 10001:10001
VOLUME /var/lib/clip
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=6s --start-period=40s --retries=3 CMD ["python", "clip/probing.py"]
CMD ["gunicorn"]
