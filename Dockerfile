# The assistant in a container: nobody's root, nothing to write but /app/data, every package by hash.
#
#   docker build -t assistant .
#   docker run --read-only --tmpfs /tmp --cap-drop ALL --security-opt no-new-privileges \
#     -p 3978:3978 -v assistant-data:/app/data --env-file .env assistant
#
# To build the same bytes again, name the base image by its digest: --build-arg BASE=python@sha256:...
ARG BASE=python:3.13-slim-bookworm

FROM ${BASE} AS packages
WORKDIR /build
COPY requirements/azure.txt requirements/papers.txt ./
RUN python -m venv --without-pip /venv \
 && for list in azure papers; do \
      pip --python /venv/bin/python install --no-cache-dir --disable-pip-version-check \
        --require-hashes --no-deps --only-binary :all: --requirement "$list.txt" || exit 1; \
    done \
 && /venv/bin/python -m compileall -q /venv

FROM ${BASE}
# git brings the policies where they are kept in a repository (POLICY_SOURCE=git); a build takes up
# Debian's repairs of it, so no version is named.
# hadolint ignore=DL3008
RUN apt-get update \
 && apt-get install --yes --no-install-recommends git \
 && rm -rf /var/lib/apt/lists/*
RUN groupadd --system --gid 10001 assistant \
 && useradd --system --uid 10001 --gid 10001 --no-create-home --shell /usr/sbin/nologin assistant
ENV PATH=/venv/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 HOST=0.0.0.0 PORT=3978
# The first start fills the folder in the volume from the image's; officers change it there.
ENV POLICIES=data/policies POLICIES_FIRST=policies
WORKDIR /app
COPY --from=packages /venv /venv
COPY app.py pyproject.toml ./
COPY requirements/run.txt requirements/azure.txt requirements/papers.txt requirements/
COPY settings settings
COPY common common
COPY storage storage
COPY knowledge knowledge
COPY triage triage
COPY bot bot
COPY web web
COPY operations operations
COPY manifest manifest
COPY sources sources
COPY policies policies
RUN python -m compileall -q . && mkdir -p data/sets && chown -R assistant:assistant data
USER 10001:10001
# Learns the policies now, so that a start takes two seconds; and an image that cannot answer fails.
RUN ["python", "-m", "knowledge", "ask", "May I record a meeting?"]
VOLUME ["/app/data"]
EXPOSE 3978
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
  CMD ["python", "-c", "import os, urllib.request as r; r.urlopen(f'http://127.0.0.1:{os.environ[\"PORT\"]}/healthz', timeout=4)"]
ENTRYPOINT ["python", "app.py"]
