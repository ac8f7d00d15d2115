"""Asks a server by the providers' own packages: ROOT PICTURE QUESTION. Prints one JSON object."""
import base64
import json
import sys

import anthropic
import openai
from google import genai
from google.genai import types

root, path, question = sys.argv[1:4]
with open(path, "rb") as file:
    picture = file.read()
data = base64.b64encode(picture).decode()
url = "data:image/png;base64," + data

ours = openai.OpenAI(base_url=root + "/v1", api_key="none")
chat = ours.chat.completions.create(
    model="sight",
    messages=[{"role": "user", "content": [
        {"type": "text", "text": question}, {"type": "image_url", "image_url": {"url": url}}]}])
responses = ours.responses.create(
    model="sight",
    input=[{"role": "user", "content": [
        {"type": "input_text", "text": question}, {"type": "input_image", "image_url": url}]}])
messages = anthropic.Anthropic(base_url=root, api_key="none").messages.create(
    model="sight", max_tokens=100,
    messages=[{"role": "user", "content": [
        {"type": "image",
         "source": {"type": "base64", "media_type": "image/png", "data": data}},
        {"type": "text", "text": question}]}])
options = types.HttpOptions(base_url=root)
google = genai.Client(api_key="none", http_options=options)  # closed when nobody has it
gemini = google.models.generate_content(
    model="sight", contents=[types.Part.from_bytes(data=picture, mime_type="image/png"), question])
print(json.dumps({
    "models": [model.id for model in ours.models.list()],
    "chat": chat.choices[0].message.content, "responses": responses.output_text,
    "messages": messages.content[0].text, "gemini": gemini.text}))
