<?xml version="1.0" encoding="UTF-8"?>
<!-- A web page as an outline; the marks are explained in outline.py. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:output method="text"/>

  <xsl:template match="script|style|noscript|template|head|select|option|svg|iframe|object|math
    |audio|video|canvas|button|caption|nav"/>
  <!-- The foot of the site, not of what is published. -->
  <xsl:template match="footer[not(ancestor::main or ancestor::article or ancestor::section)]"/>

  <xsl:template match="div|h1|h2|h3|h4|h5|h6|li|ul|ol|dl|dt|dd|section|article|header|footer|main
    |aside|blockquote|form|center|fieldset|legend|figure|figcaption|address|body|textarea|hr
    |details|summary">
    <xsl:text>&#xFDD2;</xsl:text><xsl:apply-templates/><xsl:text>&#xFDD2;</xsl:text>
  </xsl:template>
  <xsl:template match="p">
    <xsl:text>&#xFDD0;</xsl:text><xsl:apply-templates/><xsl:text>&#xFDD1;</xsl:text>
  </xsl:template>
  <xsl:template match="del|s|strike"/>
  <xsl:template match="sup//text()">
    <xsl:value-of select="translate(., '0123456789', '⁰¹²³⁴⁵⁶⁷⁸⁹')"/>
  </xsl:template>
  <xsl:template match="br">&#xFDDC;</xsl:template>
  <xsl:template match="pre">
    <xsl:text>&#xFDD2;</xsl:text>
    <xsl:value-of select="translate(., ' &#10;&#13;', '&#xFDDB;&#xFDDC;')"/>
    <xsl:text>&#xFDD2;</xsl:text>
  </xsl:template>

  <xsl:template match="table">
    <xsl:text>&#xFDD2;</xsl:text>
    <xsl:for-each select="caption"><xsl:apply-templates/></xsl:for-each>
    <xsl:text>&#xFDD4;</xsl:text>
    <xsl:apply-templates select="tr|tbody|thead|tfoot|td|th|form"/>
    <xsl:text>&#xFDD5;</xsl:text>
  </xsl:template>
  <xsl:template match="tbody|thead|tfoot|table/form">
    <xsl:apply-templates select="tr|tbody|thead|tfoot|td|th|form"/>
  </xsl:template>
  <xsl:template match="tr">
    <xsl:text>&#xFDD6;</xsl:text><xsl:apply-templates select="td|th"/>
  </xsl:template>
  <!-- Cells that stand outside any row make one of their own. -->
  <xsl:template match="td|th">
    <xsl:if test="not(preceding-sibling::*[1][self::td or self::th])">
      <xsl:text>&#xFDD6;</xsl:text>
    </xsl:if>
    <xsl:call-template name="cell"/>
  </xsl:template>
  <xsl:template match="tr/td|tr/th" name="cell">
    <xsl:text>&#xFDD7;</xsl:text>
    <xsl:value-of select="@colspan"/><xsl:text>,</xsl:text>
    <xsl:value-of select="@rowspan"/><xsl:text>&#xFDDA;</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>&#xFDD8;</xsl:text>
  </xsl:template>
</xsl:stylesheet>
