"""What a notice says is kept by name, so that it can be read in either language."""

from typing import Any

from django.db import migrations, models

_FAULTS = {
    "邮件服务器拒收该地址": "address",
    "邮件服务器不接受用户名或密码": "login",
    "连不上邮件服务器": "away",
}


def name_faults(apps: Any, _editor: Any) -> None:
    """Why a mail did not arrive was kept as a Chinese sentence before."""
    notices = apps.get_model("notices", "Notice").objects
    for words, name in _FAULTS.items():
        notices.filter(fault=words).update(fault=name)
    notices.filter(fault__startswith="邮件服务器拒绝发送").update(fault="refused")


class Migration(migrations.Migration):
    dependencies = [("notices", "0002_mails")]

    operations = [
        # Earlier notices keep their whole sentence as the text.
        migrations.AddField(
            model_name="notice",
            name="said",
            field=models.CharField(default="about", max_length=12),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="notice", name="told", field=models.JSONField(blank=True, default=dict)
        ),
        migrations.AlterField(
            model_name="notice", name="text", field=models.CharField(blank=True, max_length=500)
        ),
        migrations.RunPython(name_faults, migrations.RunPython.noop),
    ]
